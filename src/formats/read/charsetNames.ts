/** Labels that mean another encoding in practice (WHATWG Encoding). */
const MEANT: Readonly<Record<string, string>> = {
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  ascii: "windows-1252",
  "us-ascii": "windows-1252",
  gb2312: "gb18030",
  gbk: "gb18030",
  "iso-8859-8": "windows-1255",
  "iso-8859-8-i": "windows-1255",
  "iso-8859-9": "windows-1254",
  "iso-8859-11": "windows-874",
  "tis-620": "windows-874",
  "euc-kr": "cp949",
  utf8: "utf-8",
};

/** The encoding that a label means, by its name in iconv-lite where that knows it. */
export function meant(label: string): string {
  const name = label.toLowerCase().replaceAll("_", "-");
  return MEANT[name] ?? name;
}
