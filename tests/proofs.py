#!/usr/bin/env python3
"""One story through every encoding and every source: its words come out whole, and `verify` proves every range.

usage: proofs.py BUILD

Encodings: by BOM, by the transport's header, by the markup, by nothing but a guess. Sources: files, folders, gzip, zstd,
WARC with every transfer and content coding, JSON Lines of the three kinds, RSS and Atom, an address on loopback, a
record's own export.
"""
import gzip
import http.server
import json
import sys
import tempfile
import threading
import zlib
from email.utils import format_datetime
from datetime import datetime, timezone
from html import escape
from pathlib import Path

from program import warkat
from tap import check, done, skip

scratch = Path(tempfile.mkdtemp(prefix="warkat-proofs-"))

STORIES = {
    "id": ("Gubernur Meninjau Tanggul yang Jebol di Demak", [
        "Gubernur Jawa Tengah meninjau tanggul Sungai Wulan yang jebol di Kabupaten Demak pada Jumat (9/2/2024) – bersama para bupati.",
        "“Perbaikan harus selesai sebelum hujan berikutnya datang,” kata gubernur kepada wartawan di lokasi pengungsian.",
        "Ia menambahkan bahwa 15° derajat kemiringan tanggul itu terlalu curam & akan diperlebar menjadi 2½ meter pada bulan depan."]),
    "ru": ("Губернатор осмотрел дамбу после паводка", [
        "Губернатор области осмотрел дамбу, которую размыло паводком на прошлой неделе, и поручил начать её ремонт.",
        "Работы, по его словам, должны быть закончены до начала следующих дождей, то есть в течение этого месяца.",
        "Жители соседних сёл уже вернулись в свои дома, но школа в районном центре пока остаётся закрытой."]),
    "zh": ("省长视察决堤现场并慰问受灾居民", [
        "省长星期五前往决堤现场视察，要求有关部门在下一次降雨到来之前完成全部修复工程，并保证居民的安全。",
        "他对记者说，堤坝的坡度太大，下个月将加宽两米以上，所需资金已经从今年的预算当中拨出来了。",
        "附近村庄的居民已经陆续回到自己的家里，不过镇上的学校目前仍然关闭，预计下星期一才能够恢复上课。"]),
    "tw": ("省長視察決堤現場並慰問受災居民", [
        "省長星期五前往決堤現場視察，要求有關部門在下一次降雨到來之前完成全部修復工程，並保證居民的安全。",
        "他對記者說，堤壩的坡度太大，下個月將加寬兩米以上，所需資金已經從今年的預算當中撥出來了。",
        "附近村莊的居民已經陸續回到自己的家裡，不過鎮上的學校目前仍然關閉，預計下星期一才能夠恢復上課。"]),
    "ja": ("知事が決壊した堤防を視察し住民を見舞う", [
        "知事は金曜日、先週の大雨で決壊した堤防を視察し、次の雨が降る前に修復工事を終えるよう関係部署に指示しました。",
        "記者団に対し、堤防の傾斜が急すぎるため来月には幅を二メートル以上広げる方針だと説明しました。",
        "近くの村の住民はすでに自宅に戻っていますが、町の学校は今も閉まったままで、再開は来週になる見込みです。"]),
    "ko": ("도지사가 무너진 제방을 둘러보고 주민을 위로했다", [
        "도지사는 금요일 지난주 큰비로 무너진 제방을 둘러보고 다음 비가 오기 전에 복구 공사를 끝내라고 지시했다.",
        "그는 기자들에게 제방의 경사가 너무 급해서 다음 달에 폭을 이 미터 이상 넓힐 계획이라고 설명했다.",
        "가까운 마을의 주민들은 이미 집으로 돌아갔지만 읍내 학교는 아직 닫혀 있으며 다음 주에 문을 열 예정이다."]),
    "tr": ("Vali yıkılan bendi yerinde inceledi", [
        "Vali, geçen haftaki yağmurda yıkılan bendi cuma günü yerinde inceledi ve onarımın hemen başlamasını istedi.",
        "Çalışmaların bir sonraki yağıştan önce bitmesi gerektiğini söyleyen vali, ödeneğin hazır olduğunu açıkladı.",
        "Köylerde yaşayanlar evlerine döndü, ancak ilçedeki okul önümüzdeki haftaya kadar kapalı kalacak."]),
    "el": ("Ο περιφερειάρχης στο φράγμα που έσπασε", [
        "Ο περιφερειάρχης επισκέφθηκε την Παρασκευή το φράγμα που έσπασε και ζήτησε να αρχίσουν αμέσως τα έργα.",
        "Οι εργασίες, όπως είπε, πρέπει να τελειώσουν πριν από τις επόμενες βροχές, δηλαδή μέσα στον μήνα.",
        "Οι κάτοικοι των γύρω χωριών γύρισαν στα σπίτια τους, αλλά το σχολείο μένει κλειστό μέχρι τη Δευτέρα."]),
}
# label as pages write it, Python's codec, story
ENCODINGS = [
    ("utf-8", "utf-8", "id"), ("windows-1252", "cp1252", "id"), ("iso-8859-1", "cp1252", "id"), ("windows-1251", "cp1251", "ru"),
    ("koi8-r", "koi8-r", "ru"), ("iso-8859-5", "iso8859-5", "ru"), ("ibm866", "cp866", "ru"), ("gb2312", "gbk", "zh"),
    ("gb18030", "gb18030", "zh"), ("big5", "big5", "tw"), ("shift_jis", "cp932", "ja"), ("euc-jp", "euc_jp", "ja"),
    ("iso-2022-jp", "iso2022_jp", "ja"), ("euc-kr", "cp949", "ko"), ("windows-1254", "cp1254", "tr"), ("iso-8859-9", "cp1254", "tr"),
    ("windows-1253", "cp1253", "el"), ("iso-8859-7", "iso8859-7", "el"), ("utf-16le", "utf-16-le", "ja"), ("utf-16be", "utf-16-be", "ru"),
]
GUESSED = {"utf-8", "windows-1251", "koi8-r", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"}  # what a guess can tell


def text_of(story):
    return "\n\n".join(STORIES[story][1])


def html(story, meta="", references=False):
    """References: what markup must escape, and every fifth letter that is not ASCII as a character reference."""
    def written(s):
        s = escape(s, quote=False)
        return "".join(f"&#{ord(c)};" if references and ord(c) > 127 and i % 5 == 0 else c for i, c in enumerate(s))
    title, paragraphs = STORIES[story]
    body = "".join(f"<p>{written(p)}</p>\n" for p in paragraphs)
    return (f"<!doctype html><html><head>{meta}<title>{written(title)}</title></head><body><nav><a href=/>Beranda</a></nav>"
            f"<article><h1>{written(title)}</h1>\n{body}</article><footer>&copy; 2024</footer></body></html>")


def encode(text, codec):
    """As a page in that encoding would write it: what the encoding lacks stands as a character reference."""
    return text.encode(codec, "xmlcharrefreplace")


def loose(text):
    return " ".join(text.split())


def prove(name, paths, stories, *options):
    """Adds the paths into a record of their own; the stories' words come out and every range holds."""
    db = scratch / f"{len(list(scratch.iterdir()))}.db"
    run = warkat("add", "--db", db, *options, *paths)
    if not check(f"{name}: it is added", run.code == 0, run):
        return
    rows = [json.loads(l) for l in warkat("give", "jsonl", "--db", db).raw.splitlines()]
    got = sorted(loose(r["reading"]["text"]) for r in rows if r["type"] == "article")
    want = sorted(loose(text_of(s)) for s in stories)
    check(f"{name}: the words come out whole", got == want, f"{got[:1]} for {want[:1]}")
    run = warkat("verify", "--db", db, "--json")
    proof = run.rows()[-1] if run.code == 0 and run.rows() else {}
    check(f"{name}: every range holds", run.code == 0 and proof.get("ranges", 0) > 0, run)


# ---- encodings ------------------------------------------------------------------------------------------------------

def warc_record(url, body, headers="", transfer=None, kind="response", version="1.1", date="2024-02-10T01:00:00Z"):
    if kind == "response":
        body = b"HTTP/1.1 200 OK\r\n" + headers.encode() + b"\r\n" + body
        typ = "application/http; msgtype=response"
    else:
        typ = headers or "text/html"
    head = (f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(url)) % 10**12:012}>\r\n"
            f"Content-Type: {typ}\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    return head + body + b"\r\n\r\n"


def encodings():
    boms = {"utf-8": b"\xef\xbb\xbf", "utf-16le": b"\xff\xfe", "utf-16be": b"\xfe\xff"}
    for label, codec, story in ENCODINGS:
        folder = scratch / f"encoding-{label}"
        folder.mkdir()
        if label in boms:
            (folder / "bom.html").write_bytes(boms[label] + encode(html(story), codec))
        if not label.startswith("utf-16"):  # markup cannot declare what one must know to read it
            for form, references in (("meta", False), ("references", True)):
                page = html(story, f'<meta charset="{label}">', references)
                (folder / f"{form}.html").write_bytes(encode(page, codec))
            page = html(story, f'<meta http-equiv="Content-Type" content="text/html; charset={label}">')
            (folder / "equiv.html").write_bytes(encode(page, codec))
        if label in GUESSED:
            (folder / "guess.html").write_bytes(encode(html(story), codec))
        (folder / "header.warc").write_bytes(warc_record(f"http://contoh.example/{label}", encode(html(story), codec),
                                                         f"Content-Type: text/html; charset={label}\r\n"))
        prove(f"{label}", [folder], [story] * len(list(folder.iterdir())))


# ---- sources --------------------------------------------------------------------------------------------------------

def chunked(body):
    pieces = [body[i:i + 700] for i in range(0, len(body), 700)]
    return b"".join(b"%x;name=value\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def codings():
    raw = zlib.compressobj(wbits=-15)
    out = {"identity": lambda b: b, "gzip": gzip.compress, "deflate": zlib.compress}
    try:
        import zstandard
        out["zstd"] = zstandard.ZstdCompressor().compress
    except ImportError:
        skip("zstd", "python3-zstandard is not installed")
    try:
        import brotli
        out["br"] = brotli.compress
    except ImportError:
        skip("br", "python3-brotli is not installed")
    return out


def warcs(pack):
    page = encode(html("id", '<meta charset="utf-8">'), "utf-8")
    records, n = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nabcd\r\n\r\n"], 0
    for coding, compress in pack.items():
        for transfer in (False, True):
            for version in ("1.0", "1.1"):
                body = compress(page)
                headers = "Content-Type: text/html\r\n" + (f"Content-Encoding: {coding}\r\n" if coding != "identity" else "")
                headers += "Transfer-Encoding: chunked\r\n" if transfer else ""
                records.append(warc_record(f"http://contoh.example/{n}", chunked(body) if transfer else body, headers, version=version))
                n += 1
    for kind in ("resource", "conversion"):
        records.append(warc_record(f"http://contoh.example/{kind}", page, kind=kind))
        n += 1
    records.append(b"WARC/1.1\r\nWARC-Type: request\r\nContent-Type: application/http\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n\r\n\r\n")
    plain, members = scratch / "a.warc", scratch / "b.warc.gz"
    plain.write_bytes(b"".join(records))
    members.write_bytes(b"".join(gzip.compress(r) for r in records))
    prove("WARC, every coding", [plain], ["id"] * n)
    prove("WARC of gzip members", [members], ["id"] * n)
    if "zstd" in pack:
        frames = scratch / "c.warc.zst"
        frames.write_bytes(b"".join(pack["zstd"](r) for r in records))
        prove("WARC of zstd frames", [frames], ["id"] * n)


def crawled(threads=4):
    """When each page was crawled is kept of it, also when its source has gone on to others; and taken from a record again."""
    page = encode(html("id", '<meta charset="utf-8">'), "utf-8")
    want = {f"http://contoh.example/hari-{n}": f"2024-{n % 12 + 1:02}-{n % 27 + 1:02}T01:00:{n % 60:02}Z" for n in range(60)}
    path, again = scratch / "days.warc", scratch / "days.jsonl"
    path.write_bytes(b"".join(warc_record(url, page, "Content-Type: text/html\r\n", date=date) for url, date in want.items()))
    for name, source in (("a WARC", path), ("a record's own export", again)):
        db = scratch / f"days-{source.suffix[1:]}.db"
        warkat("add", "--db", db, "--threads", threads, source)
        run = warkat("give", "jsonl", "--pages", "--db", db)
        got = {row["url"]: row["given"].get("crawled") for row in run.rows() if row["type"] == "article"}
        check(f"{name}: read on {threads} threads, every page keeps when it was crawled", got == want,
              f"{len(got)} pages, {sum(got.get(url) != date for url, date in want.items())} of other days: {run}")
        again.write_bytes(run.raw)


def feeds():
    day = format_datetime(datetime(2024, 2, 9, 3, tzinfo=timezone.utc))
    content = "".join(f"<p>{escape(p, quote=False)}</p>" for p in STORIES["id"][1])
    rss = (f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
           f"<title>Kabar</title><link>http://contoh.example/</link><item><title>{STORIES['id'][0]}</title><link>http://contoh.example/r1</link>"
           f"<pubDate>{day}</pubDate><content:encoded><![CDATA[{content}]]></content:encoded></item>"
           f"<item><title>{STORIES['id'][0]}</title><link>http://contoh.example/r2</link><pubDate>{day}</pubDate>"
           f"<description>{escape(content)}</description></item></channel></rss>")
    atom = (f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><id>x</id>'
            f"<updated>2024-02-09T03:00:00Z</updated><entry><title>{STORIES['id'][0]}</title><id>e1</id><updated>2024-02-09T03:00:00Z</updated>"
            f'<link href="http://contoh.example/a1"/><content type="html">{escape(content)}</content></entry></feed>')
    (scratch / "kabar.rss").write_text(rss, encoding="utf-8")
    (scratch / "kabar.atom").write_text(atom, encoding="utf-8")
    (scratch / "latin.rss").write_bytes(rss.replace('encoding="utf-8"', 'encoding="windows-1252"').encode("cp1252", "xmlcharrefreplace"))
    prove("RSS", [scratch / "kabar.rss"], ["id"] * 2)
    prove("RSS in windows-1252", [scratch / "latin.rss"], ["id"] * 2)
    prove("Atom", [scratch / "kabar.atom"], ["id"])


def lines():
    flat = STORIES["id"][0] + "\n\n" + text_of("id") + "\n"
    rows = [{"id": "a", "html": html("id", references=True)}, {"id": "b", "page_text": flat}, {"id": "c", "text": text_of("id")},
            {"id": "d", "html": html("ja")}]
    path = scratch / "halaman.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=i % 2 == 0) + "\n" for i, r in enumerate(rows)), encoding="utf-8")
    (scratch / "halaman.jsonl.gz").write_bytes(gzip.compress(path.read_bytes()))
    prove("JSON Lines", [path], ["id", "id", "id", "ja"])
    prove("JSON Lines, packed", [scratch / "halaman.jsonl.gz"], ["id", "id", "id", "ja"])
    return path


def files(pack):
    folder = scratch / "berkas"
    (folder / "dalam").mkdir(parents=True)
    page = encode(html("id", '<meta charset="utf-8">'), "utf-8")
    (folder / "a.html").write_bytes(page)
    (folder / "dalam" / "b.html.gz").write_bytes(gzip.compress(page + b"<!-- another page -->"))
    (folder / "c.txt").write_text(STORIES["id"][0] + "\n\n" + text_of("id") + "\n", encoding="utf-8")
    n = 3
    if "zstd" in pack:
        (folder / "d.html.zst").write_bytes(pack["zstd"](page + b"<!-- a third -->"))
        n += 1
    prove("a folder of files", [folder], ["id"] * n)


def address(pack):
    page = encode(html("id"), "cp1252")

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            coding = self.path.strip("/")
            body = b"User-agent: *\nAllow: /\n" if coding == "robots.txt" else pack.get(coding, lambda b: b)(page)
            self.send_response(200)
            self.send_header("Content-Type", "text/plain" if coding == "robots.txt" else "text/html; charset=windows-1252")
            if coding in pack and coding != "identity":
                self.send_header("Content-Encoding", coding)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    known = [c for c in pack if c in ("identity", "gzip", "deflate", "br", "zstd")]
    urls = [f"http://127.0.0.1:{server.server_port}/{c}" for c in known if c != "zstd"]  # what libcurl of Debian 12 asks for
    prove("addresses", urls, ["id"] * len(urls), "--private")
    server.shutdown()


def exported(path):
    db = scratch / "first.db"
    warkat("add", "--db", db, path, scratch / "a.warc")
    whole = scratch / "record.jsonl"
    whole.write_bytes(warkat("give", "jsonl", "--pages", "--db", db).raw)
    stories = ["id", "id", "id", "ja"] + ["id"] * sum(b"contoh.example" in l and b'"type":"article"' in l for l in whole.read_bytes().splitlines())
    prove("a record's own export", [whole], stories)


def main():
    encodings()
    pack = codings()
    files(pack)
    warcs(pack)
    crawled()
    path = lines()
    feeds()
    address(pack)
    exported(path)
    done()


if __name__ == "__main__":
    main()
