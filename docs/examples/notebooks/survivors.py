# Who survived: titles, families, decks, bands of ages and fares, and tables of them. python survivors.py train.csv
import sys

import numpy as np
import pandas as pd


def survivors(df):
    missing = (df.isnull().mean() * 100).round(1)
    df["Title"] = df["Name"].str.extract(r" ([A-Za-z]+)\.", expand=False).replace("Mlle", "Miss")
    counts = df["Title"].value_counts()
    df["Title"] = df["Title"].where(df["Title"].map(counts) >= 100, "Rare")
    df["Family"] = df[["SibSp", "Parch"]].sum(axis=1) + 1
    df["Kind"] = np.select([df["Family"] == 1, df["Family"] <= 4], ["alone", "small"], "large")
    df["Deck"] = df["Cabin"].str[0].fillna("U")
    df["Together"] = df.groupby("Ticket")["Ticket"].transform("count")

    df["Age"] = df["Age"].fillna(df["Title"].map(df.groupby("Title")["Age"].median()))
    df["Embarked"] = df["Embarked"].fillna(df["Embarked"].mode()[0])
    q1, q3 = df["Fare"].quantile([0.25, 0.75])
    df["Fare"] = df["Fare"].clip(upper=q3 + 1.5 * (q3 - q1))
    df["AgeBand"] = pd.cut(df["Age"], [0, 12, 18, 60, 100, 120], labels=["child", "teen", "adult", "old", "older"])
    df["FareBand"] = pd.qcut(df["Fare"], 4, labels=[1, 2, 3, 4]).astype(int)

    features = df[["Survived", "Pclass", "Sex", "Age", "Fare", "Embarked", "Kind", "Together", "FareBand"]]
    features = pd.get_dummies(features, columns=["Sex", "Embarked", "Kind"], drop_first=True, dtype=int)
    return {
        "missing": missing.rename_axis("column").reset_index(name="percent"),
        "titles": pd.crosstab(df["Title"], df["Sex"], margins=True).reset_index(),
        "rates": df.groupby("Title", as_index=False)["Survived"].mean().sort_values("Survived", ascending=False),
        "families": df.groupby(["Kind", "Sex"]).agg(n=("PassengerId", "count"), survived=("Survived", "mean"), oldest=("Age", "max")).reset_index(),
        "classes": df.pivot_table("Survived", index="Deck", columns="Pclass", aggfunc="sum", fill_value=0).reset_index(),
        "bands": df["AgeBand"].value_counts(sort=False).reset_index(),
        "band_rates": df.groupby("AgeBand", observed=False)["Survived"].mean().reset_index(),
        "dearest": df.sort_values(["Pclass", "Fare", "PassengerId"], ascending=[True, False, True]).groupby("Pclass").head(2)[["Pclass", "PassengerId", "Fare"]],
        "correlation": features.corr()["Survived"].rename_axis("column").reset_index(),
        "described": features.describe(percentiles=[0.1, 0.9]).rename_axis("statistic").reset_index(),
    }


if __name__ == "__main__":
    for name, table in survivors(pd.read_csv(sys.argv[1])).items():
        print(name, table, sep="\n")
