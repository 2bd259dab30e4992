# Customers of a shop: what they spent, how they are scored, and whether they came back. python customers.py invoices.csv
import sys

import numpy as np
import pandas as pd


def customers(df):
    df = df.drop_duplicates().dropna(subset=["Customer"])
    df["Customer"] = df["Customer"].astype(int)
    df = df[~df["Invoice"].str.startswith("C") & (df["Quantity"] > 0)]
    df["Description"] = df["Description"].str.strip().fillna("?")
    df["Total"] = df["Quantity"] * df["UnitPrice"]
    df["Month"] = df["InvoiceDate"].dt.to_period("M").astype(str)

    monthly = df.groupby("Month").agg(revenue=("Total", "sum"), orders=("Invoice", "nunique")).reset_index()
    monthly["growth"] = monthly["revenue"].pct_change()
    monthly["average"] = monthly["revenue"] / monthly["orders"]
    monthly["smooth"] = monthly["revenue"].rolling(3, min_periods=1).mean()

    last = df["InvoiceDate"].max()
    scores = df.groupby("Customer").agg(Recency=("InvoiceDate", lambda at: (last - at.max()).days), Frequency=("Invoice", "nunique"), Monetary=("Total", "sum")).reset_index()
    scores["R"] = pd.qcut(scores["Recency"].rank(method="first"), 4, labels=[4, 3, 2, 1]).astype(int)
    scores["F"] = pd.qcut(scores["Frequency"].rank(method="first"), 4, labels=[1, 2, 3, 4]).astype(int)
    scores["M"] = pd.qcut(scores["Monetary"], 4, labels=[1, 2, 3, 4]).astype(int)
    scores["Score"] = scores[["R", "F", "M"]].sum(axis=1)
    scores["Segment"] = np.select([scores["Score"] >= 10, scores["Score"] >= 6], ["top", "middle"], "low")
    segments = scores.groupby("Segment").agg({"Recency": "mean", "Monetary": ["mean", "count"]})
    segments.columns = ["Recency", "Monetary_mean", "Monetary_count"]

    df["First"] = df.groupby("Customer")["InvoiceDate"].transform("min").dt.to_period("M").astype(str)
    cohorts = df.groupby(["First", "Month"])["Customer"].nunique().reset_index().pivot(index="First", columns="Month", values="Customer")
    weekly = df.resample("W", on="InvoiceDate")["Total"].sum()
    best = df.loc[df.groupby("Country")["Total"].idxmax(), ["Country", "Invoice", "Total"]]
    return {"monthly": monthly, "scores": scores, "segments": segments.reset_index(), "cohorts": cohorts.reset_index(), "weekly": weekly.reset_index(), "best": best,
            "items": df["Description"].value_counts().reset_index(), "countries": pd.crosstab(df["Country"], df["Month"].str[:4], values=df["Total"], aggfunc="sum").reset_index()}


if __name__ == "__main__":
    for name, table in customers(pd.read_csv(sys.argv[1], parse_dates=["InvoiceDate"])).items():
        print(name, table, sep="\n")
