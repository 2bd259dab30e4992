# The tables that the notebooks give for the generated data, cell by cell: python make-expected.py > expected.json, from this folder
import json

import pandas as pd

from customers import customers
from survivors import survivors

data = "../../../datasets/"


def cell(value):
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat() + ".000Z"
    return value.item() if hasattr(value, "item") else value


def tables(results):
    return {name: [[str(column), [cell(value) for value in cells]] for column, cells in table.astype(object).items()] for name, table in results.items()}


expected = {"customers": tables(customers(pd.read_csv(data + "invoices.csv", parse_dates=["InvoiceDate"]))), "survivors": tables(survivors(pd.read_csv(data + "passengers.csv")))}
print(json.dumps(expected, separators=(",", ":")))
