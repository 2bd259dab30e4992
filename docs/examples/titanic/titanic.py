# The same in pandas and scikit-learn: python titanic.py train.csv features.csv
import sys

import pandas as pd
from sklearn.preprocessing import StandardScaler


def prepare(df):
    df = df.assign(
        Title=df["Name"].str.extract(r", ([^.]+)\.", expand=False).replace({"Mlle": "Miss", "Ms": "Miss", "Mme": "Mrs"}),
        FamilySize=df["SibSp"] + df["Parch"] + 1,
        Deck=df["Cabin"].str.get(0).fillna("U"),
    )
    df["Title"] = df["Title"].where(df["Title"].isin(["Mr", "Mrs", "Miss", "Master"]), "Rare")
    df["Alone"] = (df["FamilySize"] == 1).astype("int8")

    df["Embarked"] = df["Embarked"].fillna(df["Embarked"].mode()[0])
    df["Fare"] = df["Fare"].fillna(df["Fare"].median())
    df["Age"] = df["Age"].fillna(df.groupby(["Title", "Pclass"])["Age"].transform("median")).fillna(df["Age"].median())
    df["FareBand"] = pd.qcut(df["Fare"], 4, labels=["low", "fair", "high", "top"])

    df = df.drop(columns=["Name", "Ticket", "Cabin"])
    df = pd.get_dummies(df, columns=["Sex", "Embarked", "Title", "Deck", "FareBand"], dtype="int8")
    df[["Age", "Fare"]] = StandardScaler().fit_transform(df[["Age", "Fare"]])
    return df


if __name__ == "__main__":
    prepare(pd.read_csv(sys.argv[1])).to_csv(sys.argv[2], index=False)
