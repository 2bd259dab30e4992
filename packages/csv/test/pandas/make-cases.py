"""Runs the cases below with pandas 2.3.3 and writes what it gives to read.json and write.json.

    python -m venv venv && venv/bin/pip install pandas==2.3.3
    venv/bin/python make-cases.py

`ours` says where we differ on purpose, and why: the same words are in docs/reference/deviations.md.
"""
import base64
import csv
import gzip
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
        return {"time": (value.tz_convert(None) if value.tz else value).isoformat()}
    return str(value)


def kind(series):
    values = [value for value in series if cell(value) is not None]
    if not values:
        return "none"
    kinds = {"bool" if isinstance(v, (bool, np.bool_)) else "number" if isinstance(v, (int, float, np.number)) else "time" if isinstance(v, pd.Timestamp) else "text" for v in values}
    return kinds.pop() if len(kinds) == 1 else "text"


READ = []


def read(name, text, ours=None, theirs={}, **options):
    """One case: options are pandas'; `ours` replaces the expected result, with `why`; `theirs` are options that only pandas needs."""
    data = text if isinstance(text, bytes) else text.encode()
    pandas_options = {**options, **theirs}
    if pandas_options.get("engine") != "python":
        pandas_options["float_precision"] = "round_trip"
    if pandas_options.get("dtype") == "string":
        pandas_options["dtype"] = str
    case = {"name": name, "base64": base64.b64encode(data).decode(), "text": data.decode("utf-8", "replace"), "options": {camel(k): v for k, v in options.items()}}
    try:
        frame = pd.read_csv(io.BytesIO(data), **pandas_options)
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
read("integers beyond 64 bits before a fraction", "a\n123456789012345678901234567890\n1.5\n",
     ours={"why": "integers beyond 64 bits beside floats are floats, in any order of rows", "kinds": ["number"], "values": [[123456789012345678901234567890.0, 1.5]]})
read("integers beyond 64 bits behind a fraction", "a\n1.5\n314898692894509500000\n-314898692894509500000\n")
read("a negative integer beyond 64 bits before a fraction", "a\n-314898692894509500000\n1.5\n")
read("integers beyond 64 bits behind an infinity", "a\ninf\n314898692894509500000\n")
read("integers beyond 64 bits behind an exponent", "a\n1e3\n314898692894509500000\n")
read("integers beyond 64 bits beside a fraction and text", "a\n1.5\n314898692894509500000\nx\n")
read("integers beyond 64 bits beside booleans", "a\ntrue\n314898692894509500000\n")
read("integers beyond 64 bits beside a missing cell", "a,b\n314898692894509500000,1\n,2\n")
read("integers beyond 64 bits as declared floats", "a\n314898692894509500000\n5\n", dtype={"a": "float64"})
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
# Numbers in other spellings
for word in ["1.234,5", "1,5", "1.5", ",5", "5,", "inf", "-Infinity", "1e5", "1,5e3", "1.000", "1..000", "1.000.", "1,,5", "-1.000", "+1.000,25", "12.34", " 1.000 ", " 1,5 ", ".5", "-.5",
             "1.e5", "1,5e1,0", "9.223.372.036.854.775.808", "99.999.999.999.999.999.999.999", "-,5", "1,2.3", "0,1.2", "-", ",", "true", "x", "1 000", "NA", "007,5"]:
    read(f"a German cell of {word!r}", f"a;b\n{word};1\n", sep=";", decimal=",", thousands=".")
for word in ["1,000", "1,,000", "1,000,", "1,000.5", "1,,000.5", ",1", "1,.5", "1.5,0", "-1,234,567", "1,e5", "1e1,0"]:
    read(f"a cell of {word!r} with thousands", f"a;b\n{word};1\n", sep=";", thousands=",")
read("thousands that are spaces", "a;b\n1 000;1\n 2 500,5 ;2\n", sep=";", thousands=" ", decimal=",")
read("the other spelling of decimals is text", "a;b\n1,5;1\n1.5;2\n", sep=";", decimal=",")
read("a decimal comma, whole numbers too", "a;b;c\n1,5;1;2,0\n2;2;\n", sep=";", decimal=",")
read("a decimal comma inside quotes", 'a,b\n"1,5",1\n"-2,25",\n', decimal=",")
read("declared numbers with a decimal comma", "a;b\n1,5;1.000\n;2,0\n", sep=";", decimal=",", thousands=".", dtype={"a": "float64"})
read("a declared int of thousands", "a\n1.000\n", thousands=".", decimal=",", dtype={"a": "int64"})
read("a declared float in the other spelling", "a\n1.5\n", sep=";", decimal=",", dtype={"a": "float64"})
read("a number means missing with a decimal comma", 'a;b\n99;1\n99,0;2\n1,5;3\n', sep=";", decimal=",", na_values=[99])
read("a decimal mark of two characters", "a;b\n1;2\n", sep=";", decimal=",,")
# Words for booleans
YES = {"true_values": ["yes", "1"], "false_values": ["no", "0"]}
read("words for true and false", "a,b\nyes,1\nno,0\n", **YES)
read("words for booleans that are numbers, among others", "a,b\nyes,1\n1,2\n0,0\n", **YES)
read("words for booleans beside True", "a,b\nyes,1\nTrue,2\nfalse,3\n", **YES)
read("words for booleans and another word", "a,b\nyes,1\nmaybe,2\n", **YES)
read("words for booleans and a number", "a,b\nyes,1\n2,2\n", **YES)
read("numbers that are words beside other numbers", "a\n1\n0\n2.5\n", **YES)
read("words for booleans in another case", "a,b\nYES,1\nno,2\n", **YES)
read("words for booleans beside a missing cell", "a,b\nyes,1\n,2\nno,3\n", **YES)
read("false as a word for true", "a,b\nfalse,1\ntrue,2\n", true_values=["false"])
read("True as a word for false", "a,b\nTrue,1\nfalse,2\n", false_values=["True"])
read("a word that is true and false", "a\nyes\n", true_values=["yes"], false_values=["yes"])
read("a missing word that is a word for true", "a,b\nNA,1\nyes,1\n", true_values=["NA", "yes"])
read("a word for true with a fraction", "a\nyes\n1.5\n", true_values=["yes", "1.5"])
read("no word for false", "a\nyes\nno\n", true_values=["yes"])
read("a declared bool of words", "a,b\nyes,x\nno,y\n", dtype={"a": "bool"}, **YES)
read("text of words for booleans", "a,b\nyes,1\nno,0\n", dtype="string", **YES)
read("words that are no list", "a\nyes\n", true_values="yes")
read("all the spellings at once", "a;b;c\nja;1.000,5;1\nnein;2;0\n", sep=";", decimal=",", thousands=".", true_values=["ja"], false_values=["nein"])
# Quoting
for quoting in range(4):
    read(f"quoting {quoting}", 'a,b,c,d\n1,"2",x,True\n3,"4.5",,False\n', quoting=quoting)
    read(f"quoting {quoting}, separators inside quotes", 'a,b,c\n"x,y",1\n"p",q,r\n', quoting=quoting, names=["a", "b", "c"], header=0)
read("integers that nonnumeric makes floats", "a,b,c\n12345678901234567890123,18446744073709551615,\n2,1,\n", quoting=2)
read("a declared int with nonnumeric", "a,b\n18446744073709551615,1\n1,2\n", quoting=2, dtype={"a": "uint64"})
read("quotes as text and an escape character", 'a,b\n"x\\,y",1\n', quoting=3, escapechar="\\")
read("quotes as text, not closed", 'a,b\n"x,1\n', quoting=3)
read("quotes as text in the header", '"a","b"\n"x","1"\n', quoting=3)
# Dates
read("dates", "a,t\n1,2021-03-04\n2,1969-12-31\n3,\n", parse_dates=["t"])
read("dates and times", "a,t\n1,2021-03-04 05:06\n2,\n", parse_dates=["t"])
read("a column of dates by position", "a,t\n1,2021-03-04T05:06:07.123\n2,2021-03-04T05:06:07.456\n", parse_dates=[1])
read("columns of dates by position among the chosen", "a,b,t,u\n1,2,2021-03-04,2021-03-05\n", parse_dates=[1], usecols=[1, 3])
read("a position of dates that is not there", "a,t\n1,2021-03-04\n", parse_dates=[5])
read("a column of dates that is not there", "a,t\n1,2021-03-04\n", parse_dates=["q"])
read("a column of dates with a word", "a,t\n1,2021-03-04\n2,x\n", parse_dates=["t"])
read("a column of dates without a date", "a,t\n1,\n2,\n", parse_dates=["t"])
read("a column of dates without rows", "a,t\n", parse_dates=["t"])
read("a column of dates with numbers", "a,t\n1,5\n2,7\n", parse_dates=["t"])
read("no such day", "a,t\n1,2021-02-30\n", parse_dates=["t"])
read("instants in UTC", "a,t\n1,2021-03-04T05:06:07Z\n", parse_dates=["t"])
read("dates where none are asked for", "a,t\n1,2021-03-04\n", parse_dates=False)
read("dates of the index", "a,t\n1,2021-03-04\n", parse_dates=True, ours=error("there is no index whose dates true could mean"))
read("dates with and without a time", "a,t\n1,2021-03-04\n2,2021-03-05 05:06:07\n", parse_dates=["t"],
     ours={"why": "every ISO form is read, whatever the others are", "kinds": ["number", "time"], "values": [[1, 2], [{"time": "2021-03-04T00:00:00"}, {"time": "2021-03-05T05:06:07"}]]})
read("dates that say nothing of their order", "a,t\n1,04/03/2021\n", parse_dates=["t"],
     ours={"why": "a format is never guessed: what is not ISO needs dateFormat", "kinds": ["number", "text"], "values": [[1], ["04/03/2021"]]})
read("a date before 1678", "a,t\n1,1500-01-01\n", parse_dates=["t"],
     ours={"why": "timestamps are not only counts of ns", "kinds": ["number", "time"], "values": [[1], [{"time": "1500-01-01T00:00:00"}]]})
for word, pattern in [("04/03/2021", "%d/%m/%Y"), ("4/3/2021", "%d/%m/%Y"), ("2021-3-4", "%Y-%m-%d"), ("2021-03-04 05", "%Y-%m-%d"), ("04/03/21", "%d/%m/%y"), ("04/03/69", "%d/%m/%y"),
                      ("04/03/68", "%d/%m/%y"), ("3:04 PM", "%I:%M %p"), ("12:04 am", "%I:%M %p"), ("12:04 pm", "%I:%M %p"), ("12:04", "%I:%M"), ("05:06:07.1", "%H:%M:%S.%f"), ("05:06:07.123456789", "%H:%M:%S.%f"),
                      ("05:06:07.", "%H:%M:%S.%f"), ("4 mar 2021", "%d %b %Y"), ("Thursday, 4 March 2021", "%A, %d %B %Y"), ("Monday, 4 March 2021", "%A, %d %B %Y"), ("thu 4 MARCH", "%a %d %B"),
                      ("2021 063", "%Y %j"), ("063", "%j"), ("2020 366", "%Y %j"), ("2021 366", "%Y %j"), ("2021-03-04 05:06 +0100", "%Y-%m-%d %H:%M %z"), ("2021-03-04 05:06 -01:30", "%Y-%m-%d %H:%M %z"),
                      ("2021-03-04 05:06Z", "%Y-%m-%d %H:%M%z"), ("2021-03-04 05:06 +01", "%Y-%m-%d %H:%M %z"), ("100%", "%d0%%"), ("4  3   2021", "%d %m %Y"), ("04032021", "%d%m%Y"), ("432021", "%d%m%Y"),
                      ("30/02/2021", "%d/%m/%Y"), ("29/02/2020", "%d/%m/%Y"), ("2021-03-04", "%Y-%m-%d %H"), (" 2021-03-04", "%Y-%m-%d"), ("2021-03-04 ", "%Y-%m-%d"), ("24:00", "%H:%M"), ("1234", "%m%d"),
                      ("1.5.2021", "%d.%m.%Y"), ("15x2021", "%d.%Y"), ("2021-03-04T05:06:07", "ISO8601"), ("05:06:60", "%H:%M:%S"), ("13 PM", "%H %p"), ("MAR", "%b"), ("1 march", "%d %b"), ("May 2021", "%B %Y"),
                      ("2021-03-04T05:06:07", "%Y-%m-%dT%H:%M:%S"), ("2021-03-04 05:06:07", "%Y-%m-%dT%H:%M:%S"), ("20210304", "%Y%m%d"), ("20210304", "%Y-%m-%d"), ("x(1)[2021]", "x(%d)[%Y]")]:
    read(f"a date of {word!r} in {pattern!r}", f'a,t\n1,"{word}"\n', parse_dates=["t"], date_format=pattern)
read("a column of dates in a format with a word", "a,t\n1,04/03/2021\n2,x\n", parse_dates=["t"], date_format="%d/%m/%Y")
read("a column of dates in a format with a missing cell", "a,t\n1,12\n2,\n", parse_dates=["t"], date_format="%d")
read("formats by column", "a,t,u\n1,04/03/2021,2021-03-04\n", parse_dates=["t", "u"], date_format={"t": "%d/%m/%Y"})
read("a format and no column of dates", "a,t,u\n1,04/03/2021,2021-03-04\n", date_format={"t": "%d/%m/%Y"})
read("dates with a decimal comma", "t;n\n2021-03-04;1,5\n", sep=";", decimal=",", parse_dates=["t"])
# Spaces before fields
for name, text, options in [
    ("before names and numbers", " a, b\n 1,  2\n", {}), ("tabs are no spaces", "a,b\nx, \t y\n1,\t2\n", {}), ("before quotes", 'a,b\n1, "x, y"\n  "p", "q" \n', {}),
    ("before nothing", "a,b\n1,  \n  ,2\n 3, ", {}), ("behind fields", "a,b\n 1 , x \n", {}), ("a line of spaces", "a,b\n1, \n  \n  3,4\n", {}), ("a line of spaces kept", "a,b\n\n  \n1, 2\n", {"skip_blank_lines": False}),
    ("a line of spaces of one column", "a\n \nx\n", {}), ("a line of spaces of one column kept", "a\n \nx\n", {"skip_blank_lines": False}), ("separated by spaces", "a b c\n 1  2 3\n1 \"\"  3\n", {"sep": " "}),
    ("a line of spaces, separated by them", "a b\n  \n1 2\n", {"sep": " "}), ("escaped", "a,b\n\\ 1, \\ x\n", {"escapechar": "\\"}), ("before an escaped line end", "a,b\n1, \\\n2\n", {"escapechar": "\\"}),
    ("with tabs between", "a\tb\n1\t 2\n  \t2\n", {"sep": "\t"}), ("before a comment", "a,b\n1, #y\n2, 3 #z\n", {"comment": "#"}), ("before CRLF", "a, b\r\n1, \r\n", {}), ("as text", "a, b\n1,  x\n", {"dtype": "string"}),
    ("before missing words", "a, b\n1, NA\n2,  null\n", {}),
]:
    read(f"spaces before fields: {name}", text, skipinitialspace=True, **options)
# Line ends
for end in ["|", "\r", "~", ";"]:
    read(f"lines that end with {end!r}", "a,b|1,2|3,x\ny|".replace("|", end), lineterminator=end)
read("lines that end with \\n alone", "a,b\r\n1,x\r\n", lineterminator="\n")
for name, text, options in [
    ("blank lines", "a,b|1,2||  |3,4", {}), ("blank lines kept", "a,b||1,2|", {"skip_blank_lines": False}), ("inside quotes", 'a,b|"x|y","p\nq"|', {}), ("comments", "a,b|#x\ny|1,2#c|", {"comment": "#"}),
    ("a line of a line break", "a,b|\n|1,2|", {}), ("escaped", "a,b|1\\|2,3|", {"escapechar": "\\"}), ("rows skipped", "x\ny|a,b|1,2|3,4|", {"skiprows": [0, 2]}), ("spaces before fields", "a,b|  1, x|", {"skipinitialspace": True}),
    ("a long row", "a,b|1,2|1,2,3|", {}), ("runs of spaces", "a b|1\n2|3 4|", {"sep": r"\s+"}),
]:
    read(f"an own line end: {name}", text, lineterminator="|", **options)
read("a line end of two characters", "a,b\r\n1,2\r\n", lineterminator="\r\n")
# Separators of several characters; pandas takes them for patterns, and knows no quotes then
LITERAL = {"||": r"\|\|", "::": "::", " | ": r" \| ", "§": "§", "abc": "abc", "$^": r"\$\^", "||||": r"\|{4}", ", ": ", "}
for sep, pattern in LITERAL.items():
    # pandas strips the lines before it splits them at a pattern
    ends = [] if " " in sep else ["a@b\n1@2\n@x\n3@\n", "a@b\n\n1@2\n@\n"]
    for text in [*ends, "a@b@c\n1\n1@2\n", "a@b\n1@2\n1@2@3\n", "a@b\r\n1@|2\r\n", "a@@b\n1@@2"]:
        read(f"separated by {sep!r}: {text!r}", text.replace("@", sep), theirs={"sep": pattern, "engine": "python"}, sep=sep)
read("a pattern of two separators", "a,b;c\n1,2;3\n", theirs={"engine": "python"}, sep="[,;]", ours=error("sep is no pattern, but for \\s+"))
for text in ["a b\n1 2\n", "  a  b \n 1\t 2  \n3   4\n", "a b\n\n  \n1 2\n", 'a b\n"x y"  2\n', 'a b\n1 ""\n2 "x"y\n', "a b\n1\n2 3\n", "a b\n1 2\n1 2 3\n", "a b\r\n1 2 \r\n", "a b\n1\t\t2", "a\n1 \n",
             'a b\n1 "x y" \n', 'a b\n  "x"  2\n', "a b\n1 2\t\n\t\n 3 4", 'a b\n"x\n y" 2\n', " a\n 1\n\n 2", "a b\r1 2\r\r\n3 4 \r", "a\x0bb\n1\x0c2\n", ""]:
    read(f"runs of spaces: {text!r}", text, sep=r"\s+")
read("runs of spaces: blank lines kept", "a b\n\n1 2\n  \n3 4\n", sep=r"\s+", skip_blank_lines=False)
read("runs of spaces: comments", "a b # x\n1 2 #c\n#c\n3 #\n5 6#c d\n", sep=r"\s+", comment="#")
read("runs of spaces: escapes", "a b\n1 2\\ 3\n1  \\\n 2\n1 \\  2\n", sep=r"\s+", escapechar="\\")
read("runs of spaces: no header", "a b\n1  2\n \n", sep=r"\s+", header=None)
read("runs of spaces: quotes as text", 'a b\n1 "2\n', sep=r"\s+", quoting=3)
read("runs of spaces: spaces before fields", "a b\n 1  2\n", sep=r"\s+", skipinitialspace=True)
# Footers, which only pandas' other engine leaves out
for name, text, n in [
    ("of one row", "a,b\n1,2\n3,4\nTotal,6\n", 1), ("that is too long", "a,b\n1,2\n3,4\nTotal,6,7,8\n", 1), ("of two rows", "a,b\n1,2\n3,4\n-,-\nTotal: 2 rows\n", 2), ("longer than the table", "a,b\n1,2\n", 5),
    ("as long as the table", "a,b\n1,2\n", 1), ("of a header only", "a,b\n", 1), ("of no rows", "a,b\n1,2\n", 0), ("with a quoted line break", 'a,b\n1,2\n"x\ny",z\n', 1), ("without a line end", "a,b\n1,2\nTotal", 1),
    ("of a negative number of rows", "a,b\n1,2\n", -1),
]:
    read(f"a footer {name}", text, theirs={"engine": "python"}, skipfooter=n)
read("a footer without a header", "1,2\n3,4\nx\n", theirs={"engine": "python"}, skipfooter=1, header=None)
read("a footer and so many rows", "a,b\n1,2\n3,4\n", theirs={"engine": "python"}, skipfooter=1, nrows=1)
read("a footer and rows skipped", "x\na,b\n1,2\n3,4\n5,6\n", theirs={"engine": "python"}, skipfooter=1, skiprows=[0, 3])
read("a footer of chosen columns", "a,b\n1,2\nTotal,2,3\n", theirs={"engine": "python"}, skipfooter=1, usecols=["b"])
read("a footer before blank lines", "a,b\n1,2\nTotal,6\n\n", theirs={"engine": "python"}, skipfooter=1,
     ours={"why": "blank lines and comments are no rows", "kinds": ["number", "number"], "values": [[1], [2]]})
# Compression of bytes, which have no ending to infer it from
GZIP = gzip.compress(b"a,b\n1,\xc3\xa9\n", mtime=0)
read("gzip", GZIP, compression="gzip")
read("gzip that nobody named", GZIP)
read("gzip in several members", GZIP + gzip.compress(b'2,"x\n', mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(b'y"\n', mtime=0), compression="gzip")
read("gzip in another encoding", gzip.compress("a,b\né,1\n".encode("utf-16"), mtime=0), compression="gzip", encoding="utf-16")
read("gzip that ends too soon", GZIP[:-9], compression="gzip")
read("gzip that is damaged", GZIP[:-8] + b"\0" + GZIP[-7:], compression="gzip")
read("gzip of nothing", gzip.compress(b"", mtime=0), compression="gzip")
read("text that is no gzip", "a,b\n1,2\n", compression="gzip")
read("text that nobody compressed", "a,b\n1,2\n", compression=None)
read("an unknown compression", "a,b\n1,2\n", compression="lzma2")

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
