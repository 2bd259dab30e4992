"""Runs the cases below with pandas 2.3.3 and writes what it gives to read.json and write.json.

    python -m venv venv && venv/bin/pip install pandas==2.3.3
    venv/bin/python make-cases.py

`ours` says where we differ on purpose, and why: the same words are in docs/reference/deviations.md.
"""
import base64
import csv
import io
import json
import math
import pathlib

import numpy as np
import pandas as pd

assert pd.__version__ == "2.3.3", pd.__version__
HERE = pathlib.Path(__file__).parent


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def cell(value):
    """A cell as JSON: what JSON has no word for is an object."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value) if abs(int(value)) < 2**53 else {"int": str(int(value))}
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else {"float": "Infinity" if value > 0 else "-Infinity"}
    if isinstance(value, pd.Timestamp):
        return {"time": value.isoformat()}
    return str(value)


def kind(series):
    values = [value for value in series if cell(value) is not None]
    if not values:
        return "none"
    kinds = {"bool" if isinstance(v, (bool, np.bool_)) else "number" if isinstance(v, (int, float, np.number)) else "time" if isinstance(v, pd.Timestamp) else "text" for v in values}
    return kinds.pop() if len(kinds) == 1 else "text"


READ = []


def read(name, text, ours=None, **options):
    """One case: options are pandas'; `ours` replaces the expected result, with `why`."""
    data = text if isinstance(text, bytes) else text.encode()
    pandas_options = dict(options)
    if pandas_options.get("dtype") == "string":
        pandas_options["dtype"] = str
    case = {"name": name, "base64": base64.b64encode(data).decode(), "text": data.decode("utf-8", "replace"), "options": {camel(k): v for k, v in options.items()}}
    try:
        frame = pd.read_csv(io.BytesIO(data), float_precision="round_trip", **pandas_options)
        case["columns"] = [str(c) for c in frame.columns]
        case["kinds"] = [kind(frame.iloc[:, i]) for i in range(frame.shape[1])]
        case["values"] = [[cell(v) for v in frame.iloc[:, i]] for i in range(frame.shape[1])]
    except Exception as error:
        case["error"] = type(error).__name__
    if ours is not None:
        case["ours"] = ours
    READ.append(case)


def error(why):
    return {"why": why, "error": True}


# Types
for word in ["1e", "1e+", ".", "+", "-", "1.", ".5", "+5", "-0", " 5 ", "\t5", "5\t", "0x10", "1_0", "INF", "inf", "-inf", "+inf", "Infinity", "+Infinity",
             "iNfInItY", "infinit", "NAN", "nan", "1e400", "1e-400", "1 2", "- 5", "1E5", "1d5", "1e5.5", "٣", " inf", "inf ", "True ", "tRUE", "5\xa0", "000",
             "1.0e+05", "--5", "1..2", "e5", "-.5", "-.", "5e-", "007", "1,000", "2021-03-04", "é", "0.1", "123456789.123456789", "4.35", "-1e-7", "9007199254740993"]:
    read(f"a cell of {word!r}", f'a,b\n"{word}",1\n')
read("integers and fractions", "a\n1\n2.5\n")
read("integers beside a missing cell", "a,b\n1,x\n,y\n3,z\n")
read("integers of 64 bits", "a\n9223372036854775807\n-9223372036854775808\n")
read("integers beyond int64", "a\n9223372036854775808\n1\n")
read("integers beyond int64 beside a negative one", "a\n18446744073709551615\n-5\n")
read("integers beyond int64 beside a fraction", "a\n18446744073709551615\n1.5\n")
read("integers beyond 64 bits", "a\n123456789012345678901234567890\n5\n")
read("integers beyond 64 bits beside a fraction", "a\n123456789012345678901234567890\n1.5\n")
read("uint64 beside a missing cell", "a,b\n9223372036854775808,1\n,2\n",
     ours={"why": "integers stay integers beside missing cells, uint64 too", "kinds": ["number", "number"], "values": [[{"int": "9223372036854775808"}, None], [1, 2]]})
read("booleans", "a\nTrue\nfalse\nTRUE\n")
read("booleans beside a missing cell", "a,b\ntrue,1\nFalse,2\n,3\n")
read("booleans and numbers are text", "a\ntrue\n1\n")
read("a word late in a column of numbers", "a\n" + "1\n" * 50 + "x\n")
read("nothing but missing cells", "a,b\n,1\n,2\n")
read("quoted numbers are numbers", 'a\n"1"\n"2"\n')
read("spaces belong to text", "a, b\n1, x\ny , 2\n")
# Missing words
for word in ["", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
             "Null", "none", "NONE", "na", " NA", "-", "?", "NaT"]:
    read(f"the word {word!r}", f'a,b\n"{word}",1\nx,2\n')
read("own missing words", "a,b\nNA,x\nnull,-\n", na_values=["-"])
read("only own missing words", "a,b\nNA,x\nnull,-\n", na_values=["-"], keep_default_na=False)
read("missing words of a column", "a,b\nNA,x\nnull,1\nx,2\n", na_values={"b": ["x"]})
read("only the missing words of a column", "a,b\nNA,x\n,1\n", na_values={"b": ["x"]}, keep_default_na=False)
read("one missing word", "a\nx\n-\n", na_values="-")
read("no missing words", "a,b\nNA,x\n", na_filter=False)
read("no default missing words", "a,b\nNA,\n", keep_default_na=False)
read("a number means missing", "a\n1\n99\n3\n", na_values=[99])
read("a number means missing in another spelling", "a\n1.5\n99.0\n3\n", na_values=[99])
# Quotes
read("separators and quotes inside quotes", 'a,b\n"x,y","say ""hi"""\n')
read("line breaks inside quotes", 'a,b\n"x\ny",1\n"p\r\nq",2\n')
read("a quote inside an unquoted field is text", 'a,b\nx"y",1\n 5" pipe,2\n')
read("a quote behind a space is text", 'a,b\n1, "2"\n')
read("text behind a closing quote", 'a,b\n"abc"def,1\n"a""b"c"d,2\n"x" ,3\n')
read("a field that begins with a doubled quote", 'a,b\n"""x"" y",1\n"""",2\n')
read("empty quotes", 'a,b\n"",1\nx,2\n')
read("another quote", "a,b\n'x,y',\"z\"\n", quotechar="'")
read("a quoted header", '"a\nb","c,d"\n1,2\n')
read("a quote that is not closed", 'a,b\n1,2\n"x,3\n')
read("quotes are not doubled", 'a,b\n"x""y",2\n', doublequote=False)
read("an escape character", 'a,b\n"x\\,y","p\\"q"\nu\\,v,w\n', escapechar="\\")
read("an escaped line break", "a,b\n1\\\n2,3\n", escapechar="\\")
read("escaped quotes and doubled ones", 'a,b\n"x""y",\\"z\\"\n', escapechar="\\")
read("an escape character and no doubled quotes", 'a,b\n"x\\"y","p"\n', escapechar="\\", doublequote=False)
read("an escape character at the end", "a,b\nx\\", escapechar="\\")
# Lines
read("a byte order mark", b"\xef\xbb\xbfa,b\n1,2\n")
read("a byte order mark before a quote", b'\xef\xbb\xbf"a",b\n1,2\n')
read("CRLF", "a,b\r\n1,x\r\n2,y\r\n")
read("lone CR", "a,b\r1,2\r3,4\r")
read("line ends mixed", "a,b\n1,2\r\n3,4\r5,6")
read("no line end at the end", "a,b\n1,2")
read("a separator at the end of the text", "a,b\n1,")
read("blank lines", "\n\na,b\n\n1,2\n\n\n3,4\n\n")
read("lines of spaces", " \n\t\na,b\n  \n1,2\n \t \n")
read("a line of quoted spaces", 'a\n  \n"  "\nx\n')
read("blank lines kept", "a,b\n\n1,2\n", skip_blank_lines=False)
read("a blank line of one column kept", "a\n\nx\n", skip_blank_lines=False)
read("comments", 'a,b # x\n1,2#3\n#zzz\n"#q",4\n', comment="#")
read("a comment first and last", "#c\na,b\n1,2\n#c", comment="#")
read("a quote in a comment", '#"c\na,b\n1,2\n', comment="#")
read("a comment behind spaces", "a,b\n1,2\n  # foo\n3,4\n", comment="#",
     ours={"why": "a comment behind spaces is a comment line, not a row", "kinds": ["number", "number"], "values": [[1, 3], [2, 4]]})
read("a comment in a field", "a,b\n1,#2\n", comment="#")
read("nothing", "")
read("nothing but blank lines", "\n \n\n")
read("a header only", "a,b\n")
# Columns
read("repeated names", "a,a,a.1,a\n1,2,3,4\n")
read("empty names", "a,,b,\n1,2,3,4\n")
read("empty names that are taken", "Unnamed: 1,,x\n1,2,3\n")
read("names with spaces", " a ,b\n1,2\n")
read("a short row", "a,b,c\n1\n2,3\n4,5,6\n")
read("short rows only", "a,b,c\n1,2\n")
read("a long row", "a,b\n1,2\n1,2,3\n")
read("a long first row", "a,b\n1,2,3\n", ours=error("there is no index: a row with more fields than names is a bad line"))
read("long rows skipped", "a,b\n4,5\n1,2,3\n6,7\n", on_bad_lines="skip")
read("long rows of chosen columns", "a,b\n4,5\n1,2,3\n6,7\n", usecols=[0])
read("columns by name, in the file's order", "a,b,c\n1,2,3\n", usecols=["c", "a"])
read("columns by position", "a,b,c\n1,2,3\n", usecols=[1])
read("a column that is not there", "a,b\n1,2\n", usecols=["c"])
read("a position that is not there", "a,b\n1,2\n", usecols=[5])
read("no header", "1,2\n3,4\n", header=None)
read("no header, a short row", "1,2,3\n3,4\n", header=None)
read("no header, a long row", "1,2\n3,4,5\n", header=None)
read("names", "1,2\n3,4\n", names=["x", "y"])
read("names in place of a header", "a,b\n1,2\n", names=["x", "y"], header=0)
read("more names than fields", "1,2\n", names=["x", "y", "z"])
read("fewer names than fields", "1,2,3\n", names=["x", "y"], ours=error("there is no index: a row with more fields than names is a bad line"))
read("a repeated given name", "1,2\n", names=["x", "x"])
read("names and columns by name", "1,2,3\n4,5,6\n", names=["x", "y", "z"], usecols=["x", "z"])
read("names of the chosen columns", "1,2,3\n4,5,6\n", names=["x", "z"], usecols=[0, 2])
read("names of the chosen columns in place of a header", "h,i,j\n1,2,3\n", names=["x", "z"], usecols=[0, 2], header=0)
read("a later header", "q\na,b\n1,2\n", header=1)
read("a header that is not there", "a,b\n1,2\n", header=5)
# Rows
read("rows skipped at the start", "x\ny\n\na,b\n1,2\n", skiprows=3)
read("a quoted line break in a skipped row", 'x\n"y\nz"\n\na,b\n1,2\n', skiprows=3)
read("rows skipped by number", "a,b\n1,2\n3,4\n5,6\n", skiprows=[1, 3])
read("rows skipped by number among blank lines and comments", "a,b\n\n#x\n1,2\n3,4\n", skiprows=[3], comment="#")
read("the header skipped", "a,b\n1,2\n3,4\n", skiprows=1, header=None)
read("so many rows", "a,b\n1,2\n3,4\n5,6\n", nrows=2)
read("no rows", "a,b\n1,2\n", nrows=0)
read("so many rows before a bad one", "a,b\n1,2\n3,4\n5,6,7\n", nrows=1)
# Separators, encodings, declared types
read("tabs", "a\tb\n1\t\n\tx y\n", sep="\t")
read("semicolons", "a;b\n1;2,5\n", sep=";")
read("spaces", "a b\n1 2\n\n", sep=" ")
read("latin1", b"a\n\xe9\xff\n", encoding="latin1")
read("windows-1252", b"a\n\x80\xe9\n", encoding="windows-1252")
read("utf-16 little endian", "a,b\né,😀\n".encode("utf-16-le"), encoding="utf-16-le")
read("utf-16 with a mark", "a,b\né,1\n".encode("utf-16"), encoding="utf-16")
read("shift_jis", "a,b\n日本,1\n".encode("shift_jis"), encoding="shift_jis")
read("not UTF-8", b"a\n\xe9\n")
read("text in many scripts", 'a,b\nйога,"日本, 語"\n😀,é\n')
read("all text", "a,b,c\n007,1.50,NA\nx,true,\n", dtype="string")
read("one column of text", "a,b\n007,1\n", dtype={"a": "string"})
read("a float column of integers", "a,b\n1,x\n,y\n", dtype={"a": "float64"})
read("a float column with text", "a,b\n1,x\n", dtype={"b": "float64"})
read("an int column with a whole float", "a\n1.0\n2\n", dtype={"a": "int64"})
read("an int column with a fraction", "a\n1.5\n", dtype={"a": "int64"})
read("an int column with a missing cell", "a,b\n1,1\n,2\n", dtype={"a": "int64"},
     ours={"why": "integers stay integers beside missing cells", "columns": ["a", "b"], "kinds": ["number", "number"], "values": [[1, None], [1, 2]]})
read("an int8 column that overflows", "a\n300\n", dtype={"a": "int8"}, ours=error("a cell that its declared type cannot hold is a bad line"))
read("a uint8 column below zero", "a\n-1\n", dtype={"a": "uint8"}, ours=error("a cell that its declared type cannot hold is a bad line"))
read("a bool column", "a\nTrue\nfalse\n", dtype={"a": "bool"})
read("a bool column of numbers", "a\n1\n0\n", dtype={"a": "bool"})
read("a bool column of text", "a\nyes\n", dtype={"a": "bool"})
read("a category", "a\nb\na\nb\n", dtype={"a": "category"})
read("a declared column that is not there", "a\n1\n", dtype={"c": "float64"}, ours=error("a name that the file does not have is an error in dtype too"))

WRITE = []
NA = None


def write(name, data, /, ours=None, dtypes=None, **options):
    frame = pd.DataFrame({k: pd.Series(v, dtype=(dtypes or {}).get(k)) for k, v in data.items()})
    case = {"name": name, "columns": [[k, [cell(v) for v in frame[k]]] for k in frame.columns], "dtypes": dtypes and {k: {"datetime64[ns]": "timestamp", "timedelta64[ns]": "duration"}.get(v, v) for k, v in dtypes.items()}}
    case["options"] = {camel(k): v for k, v in options.items()}
    try:
        case["text"] = frame.to_csv(index=False, **options)
    except Exception as error:
        case["error"] = type(error).__name__
    if ours is not None:
        case["ours"] = ours
    WRITE.append(case)


TEXT = {"s": ["a,b", 'q"q', "n\nn", " x ", "", NA, "it's", "a;b", "#c", "é😀"], "n": list(range(10))}
write("text", TEXT)
for quoting in range(3):
    write(f"quoting {quoting}", {**TEXT, "f": [0.5, None] * 5, "b": [True, False] * 5}, quoting=quoting)
write("no quoting and nothing to escape", TEXT, quoting=csv.QUOTE_NONE)
write("no quoting and an escape character", TEXT, quoting=csv.QUOTE_NONE, escapechar="\\",
      ours={"why": "with quoting \"none\" the quote character is escaped too, so that the text reads back",
            "text": "s,n\na\\,b,0\nq\\\"q,1\nn\\\nn,2\n x ,3\n,4\n,5\nit's,6\na;b,7\n#c,8\né😀,9\n"})
write("quotes escaped", TEXT, escapechar="\\", doublequote=False)
write("an escape character in a field", {"s": ["back\\slash", 'q"q']}, escapechar="\\")
write("no doubled quotes and no escape character", {"s": ['q"q']}, doublequote=False)
write("a lone empty field", {"a": [NA, "x", ""]})
write("a lone empty field, all quoted", {"a": [NA, "x"]}, quoting=1)
write("a lone missing field with a word", {"a": [NA, "x"]}, na_rep="NA")
write("an empty name", {"": [1]})
write("names that need quotes", {"a,b": [1], 'c"d': [2]})
write("another separator", {"a": ["x;y", "x,y"], "b": [1, 2]}, sep=";")
write("tabs", {"a": ["x\ty", "x,y"], "b": [1, 2]}, sep="\t")
write("another quote", {"a": ["x'y", 'x"y', "x,y"]}, quotechar="'")
write("CRLF", {"a": ["a\nb", "x"], "b": [1, 2]}, lineterminator="\r\n")
write("an odd line end", {"a": ["a\nb", "x|y"]}, lineterminator="|",
      ours={"why": "a field with a line break is always quoted, so that the text reads back", "text": 'a|"a\nb"|"x|y"|'})
write("a carriage return", {"a": ["a\rb"]}, ours={"why": "a field with a line break is always quoted, so that the text reads back", "text": 'a\n"a\rb"\n'})
write("some columns", {"f": [1, 2], "g": ["x", "y,z"]}, header=False, columns=["g", "f"])
write("other names", {"f": [1, 2]}, header=["z"])
write("a wrong number of names", {"f": [1, 2]}, header=["z", "y"])
write("a column that is not there", {"f": [1, 2]}, columns=["g"])
write("booleans", {"b": [True, False], "c": [True, None]})
write("whole floats", {"f": [1.0, 22.0, NA]}, ours={"why": "numbers are written as JavaScript writes them", "text": 'f\n1\n22\n""\n'}, dtypes={"f": "float64"})
write("floats", {"f": [0.1, 1.5, -2.25, 123456789.123]})
write("small and large floats", {"f": [1e-7, 1e21, 1e16, 1e-5]}, ours={"why": "numbers are written as JavaScript writes them", "text": "f\n1e-7\n1e+21\n10000000000000000\n0.00001\n"})
write("infinities", {"f": [math.inf, -math.inf, 0.5]}, ours={"why": "numbers are written as JavaScript writes them", "text": "f\nInfinity\n-Infinity\n0.5\n"})
write("float32", {"f": [0.1, 1.5, 3.4e38, 16777216.0]}, dtypes={"f": "float32"},
      ours={"why": "numbers are written as JavaScript writes them", "text": "f\n0.1\n1.5\n3.4e+38\n16777216\n"})
write("two digits", {"f": [1.005, 2.5, 0.125, -0.375, 1e22]}, float_format="%.2f")
write("no digits", {"f": [0.5, 1.5, 2.5, -0.5, 1e22, 7.49]}, float_format="%.0f")
write("six digits", {"f": [1 / 3, 1e-9, 123456.7890625]}, float_format="%.6f")
write("64-bit integers", {"n": [9223372036854775807, -9223372036854775808]}, dtypes={"n": "int64"})
write("unsigned 64-bit integers", {"n": [18446744073709551615]}, dtypes={"n": "uint64"})
write("small integers", {"n": [0, -1, 127, -128]}, dtypes={"n": "int8"})
write("integers at the ends of int32", {"n": [2147483647, -2147483648, 10, 99, 100]}, dtypes={"n": "int32"})
TIMES = ["2021-03-04T05:06:07", "1969-12-31T23:59:59", NA]
write("timestamps", {"t": TIMES}, dtypes={"t": "datetime64[ns]"})
write("timestamps at midnight", {"t": ["2021-03-04", "2021-03-05"]}, dtypes={"t": "datetime64[ns]"},
      ours={"why": "how a timestamp is written does not depend on other rows", "text": "t\n2021-03-04 00:00:00\n2021-03-05 00:00:00\n"})
write("timestamps with milliseconds", {"t": ["2021-03-04T01:02:03.500", "2021-03-05T06:07:08.123"]}, dtypes={"t": "datetime64[ns]"})
write("timestamps, formatted", {"t": ["2021-03-04T13:02:03.500", "2021-12-25T00:07:08", NA], "n": [1, 2, 3]}, dtypes={"t": "datetime64[ns]"}, date_format="%d/%m/%Y %H:%M:%S.%f %I%p %j %a %A %b %B %y %%")
write("timestamps, all quoted", {"t": TIMES}, dtypes={"t": "datetime64[ns]"}, quoting=1)
write("a missing word", {"f": [1.5, NA], "s": ["x", NA]}, na_rep="NA")
write("a missing word that needs quotes", {"f": [1.5, NA], "s": ["x", NA]}, na_rep="a,b")
write("a category", {"c": ["a", "b,c", NA, "a"]}, dtypes={"c": "category"})
write("no rows", {"a": [], "b": []})
write("separator in numbers", {"f": [1.5, -2.25], "n": [1, 2]}, sep=".")

HERE.joinpath("read.json").write_text(json.dumps(READ, ensure_ascii=False, indent=1) + "\n")
HERE.joinpath("write.json").write_text(json.dumps(WRITE, ensure_ascii=False, indent=1) + "\n")
print(len(READ), "read,", len(WRITE), "write")
