#!/usr/bin/env python3
"""Makes any number of articles of about 3 kB with known truth: which carry one text, which tell one event, what recurs.

usage: make-record.py COUNT FOLDER [--seed N] [--form text|page_text] [--files N]

Writes FOLDER/articles-K.jsonl (documents as `warkat add` takes them; one file unless --files says more) and
FOLDER/truth.jsonl, one object a line:

  {"type": "family", "articles": [{"id", "how"}]}   how: original, copy, trimmed, retitled, edited, extended
  {"type": "event", "act", "from", "to", "date", "occasion", "ordinal", "articles": [id], "sources": N, "dates": [days told]}
  {"type": "thread", "first": event, "second": event}     numbers of events in the order of the file, from 0

`sources` counts the agencies (or, without one, outlets of the original) that the event's families rest on. All sentences
are our own; who holds which office, and the days of nations, are those of packs/world. The same arguments give the
same bytes. 10,000 articles take about two seconds. bench/check-record.py compares a record with the truth.
"""
import argparse
import json
import random
from datetime import date, timedelta
from pathlib import Path

WORLD = Path(__file__).resolve().parent.parent / "packs" / "world"
FIRST, LAST = date(2012, 1, 1), date(2025, 11, 30)
NEAREST = 45  # days that events of one act and the same actors lie apart

DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
OUTLETS = [f"{a} {b}" for a in "Warta Kabar Suara Harian Lensa Jendela Berita Teras Pelita Gema Kanal Cakrawala".split()
           for b in "Rimba Laut Lereng Muara Dermaga Ladang Kota Telaga Bahari Selasar Menara Padang".split()]
AGENCIES = ["Reuters", "AFP", "Associated Press", "Xinhua", "TASS", "Kyodo", "Yonhap", "Antara", "Anadolu", "Bernama", "DPA", "ANSA"]

# ---- paragraphs about other things: nobody of the world acts or speaks in them ------------------------------------

THINGS = ("beras kapal gandum kereta listrik pupuk buku obat kopi baja ikan benih satelit kain garam kayu rotan semen jagung "
          "kedelai cengkih karet timah susu madu sagu kelapa gerabah sepeda perahu jala lumbung pompa turbin kabel kaca").split()
PLACES = ("pelabuhan pasar bendungan sekolah jembatan stasiun lapangan perpustakaan museum kebun sawah galangan bandara terminal "
          "gudang bengkel balai taman pabrik tambak dermaga waduk terowongan klinik asrama laboratorium").split()
DOERS = ("petani nelayan guru perawat insinyur pedagang peneliti sopir pelajar pustakawan penenun tukang pelaut penjahit perajin "
         "arsitek apoteker bidan masinis juru-ukur peternak penjaga penerjemah pemahat pemusik relawan").split()
DEEDS = ("menata memeriksa memindahkan menghitung membangun merawat mencatat menimbang memperbaiki membagikan menanam menyimpan "
         "mengirimkan memilih menjemur mengangkut mengukur mengecat mengemas menyortir membersihkan memetakan").split()
TRAITS = ("lama baru ramai tenang luas sempit hijau terang jauh tua kecil besar sepi rapi lembap kering curam landai kokoh megah "
          "sederhana modern").split()
TIMES = ["pada musim hujan", "sejak pagi", "selama tiga pekan", "sebelum matahari terbit", "setelah panen", "menjelang malam",
         "sepanjang kemarau", "dalam dua musim terakhir", "ketika air surut", "di sela libur panjang", "sejak awal bulan",
         "hampir setiap akhir pekan"]
FILLERS = [
    lambda o, n: f"Para {o(DOERS)} di {o(PLACES)} {o(TRAITS)} itu {o(DEEDS)} {n(900)} ton {o(THINGS)} {o(TIMES)}.",
    lambda o, n: f"Sebanyak {n(400)} {o(DOERS)} {o(DEEDS)} {o(THINGS)} dan {o(THINGS)} di {o(PLACES)} yang {o(TRAITS)}.",
    lambda o, n: f"Harga {o(THINGS)} naik {n(30)} persen {o(TIMES)}, sedangkan {o(THINGS)} tetap {o(TRAITS)}.",
    lambda o, n: f"Jalan ke {o(PLACES)} {o(TRAITS)} sepanjang {n(90)} kilometer dilalui {o(DOERS)} {o(TIMES)}.",
    lambda o, n: f"Di {o(PLACES)} dekat {o(PLACES)}, {n(70)} keluarga {o(DOERS)} {o(DEEDS)} {o(THINGS)} {o(TRAITS)}.",
    lambda o, n: f"Cuaca di sekitar {o(PLACES)} {o(TRAITS)} membuat {o(DOERS)} {o(DEEDS)} {o(THINGS)} lebih awal.",
    lambda o, n: f"Persediaan {o(THINGS)} di {o(PLACES)} itu cukup untuk {n(60)} hari {o(TIMES)}.",
    lambda o, n: f"Kelompok {o(DOERS)} dan {o(DOERS)} bergantian {o(DEEDS)} {o(THINGS)} di {o(PLACES)} {o(TRAITS)} {o(TIMES)}.",
    lambda o, n: f"Dari {n(5000)} karung {o(THINGS)}, separuhnya disimpan di {o(PLACES)} {o(TRAITS)}.",
    lambda o, n: f"Pembangunan {o(PLACES)} {o(TRAITS)} berjalan {n(40)} pekan dan melibatkan {n(300)} {o(DOERS)}.",
    lambda o, n: f"{o(TIMES).capitalize()}, {o(DOERS)} {o(DEEDS)} {n(80)} {o(PLACES)} {o(TRAITS)} dan {o(THINGS)}.",
    lambda o, n: f"Anak-anak {o(DOERS)} belajar {o(DEEDS)} {o(THINGS)} di {o(PLACES)} yang {o(TRAITS)} {o(TIMES)}.",
]
QUOTES = [
    lambda o, n: f"Kerja sama di bidang {o(THINGS)} dan {o(THINGS)} telah tumbuh selama {n(60)} tahun",
    lambda o, n: f"Persahabatan ini teguh seperti {o(PLACES)} {o(TRAITS)} yang dirawat {o(DOERS)}",
    lambda o, n: f"Kita perlu lebih banyak {o(DOERS)}, lebih banyak {o(THINGS)} dan {n(90)} {o(PLACES)} baru",
    lambda o, n: f"Rakyat kedua negara menantikan {o(THINGS)}, {o(THINGS)} dan {o(PLACES)} yang {o(TRAITS)}",
    lambda o, n: f"Hubungan antarbangsa diuji {o(TIMES)}, bukan di {o(PLACES)} yang {o(TRAITS)}",
    lambda o, n: f"Tidak ada {o(THINGS)} yang lebih berharga daripada {o(PLACES)} milik para {o(DOERS)}",
]

# ---- acts: {s} and {r} are whole names with office, {g} the receiver's country, {d} the day, {o} the occasion ------

ACTS = {
    "congratulate": ["{s} mengirim surat ucapan selamat kepada {r} {o}, {d}.", "{s} pada {d} menyampaikan ucapan selamat kepada {r} {o}.",
                     "{s} mengirimkan telegram ucapan selamat kepada {r} pada {d} {o}.",
                     "Ucapan selamat dikirim oleh {s} kepada {r} {o}, {d}."],
    "condole": ["{s} menyampaikan belasungkawa kepada {r} atas {x}, {d}.", "{s} pada {d} mengirim telegram belasungkawa kepada {r} atas {x}.",
                "Atas {x}, {s} pada {d} mengirimkan pesan duka cita kepada {r}."],
    "invite": ["{s} pada {d} mengundang {r} untuk menghadiri {x}.", "{s} mengundang {r} ke {x}, {d}."],
    "meet": ["{s} bertemu dengan {r} pada {d}.", "Pada {d}, {s} bertemu {r}."],
    "thank": ["{s} mengucapkan terima kasih kepada {r}, {d}.", "{s} pada {d} menyampaikan terima kasih kepada {r} atas {x}."],
    "accuse": ["{s} menuduh {g} {x}, {d}.", "{s} pada {d} menuding {g} {x}."],
    "criticise": ["{s} mengecam {g} atas {x}, {d}.", "{s} pada {d} mengkritik {g} atas {x}."],
    "warn": ["{s} memperingatkan {g} soal {x}, {d}.", "{s} pada {d} memperingatkan {g} tentang {x}."],
}
MATTERS = {
    "condole": ["banjir di {g}", "gempa bumi di {g}", "tanah longsor di {g}", "kebakaran hutan di {g}"],
    "invite": ["forum perdagangan {x}", "pameran {x}", "konferensi {x}"],
    "thank": ["bantuan {x}", "kiriman {x}"],
    "accuse": ["melanggar kesepakatan {x}", "menimbun {x}", "mengabaikan aturan {x}"],
    "criticise": ["kebijakan {x}", "larangan ekspor {x}"],
    "warn": ["aturan {x}", "tarif {x}"],
}
TO_STATE = {"accuse", "criticise", "warn"}
OCCASIONS = ["dalam rangka peringatan ke-{n} {o}", "untuk memperingati {o} yang ke-{n}", "untuk menandai peringatan ke-{n} {o}"]
REPLIES = {"congratulate": "thank", "condole": "thank"}


# ---- the world ------------------------------------------------------------------------------------------------------

def entries(name):
    """(kind, id, {key: [values]}) of a file of packs/world."""
    entry = None
    for line in (WORLD / name).read_text(encoding="utf-8").splitlines():
        line = line.split("  #")[0].rstrip()
        if not line or line.startswith("#"):
            continue
        if line[0] != " ":
            if entry:
                yield entry
            kind, _, key = line.partition(" ")
            entry = (kind, key, {})
        else:
            key, _, value = line.strip().partition(" ")
            entry[2].setdefault(key, []).append(value.strip())
    if entry:
        yield entry


def first(values, key):
    return values[key][0].split(" | ")[0] if key in values else None


def day_of(text, start):
    if not text:
        return FIRST if start else LAST
    parts = [int(p) for p in text.split("-")]
    if len(parts) < 3:  # as exact as is known: keep clear of the rest
        return date(parts[0] + (1 if start else 0), 1, 1) if start else date(parts[0] - 1, 12, 31)
    return date(*parts)


class Holder:
    """Someone in office: a person may come twice, with two offices or two terms."""

    def __init__(self, person, office, government, values, start, end):
        self.id, self.state, self.start, self.end = "person/" + person, "gov/" + government, start, end
        self.name = first(values, "name@id")
        self.full = f"{office} {self.name}"
        self.short = first(values, "short") or self.name


def world():
    persons = {key: v for kind, key, v in entries("persons.wk") if kind == "person"}
    states = {key: first(v, "name@id") for kind, key, v in entries("governments.wk") if kind == "gov" and "until" not in v}
    holders = []
    for _, _, v in entries("offices.wk"):
        if first(v, "rank") not in ("head-of-state", "head-of-government") or first(v, "of") not in states:
            continue
        for line in v.get("holder", []):
            who, _, span = line.partition(" ")
            start, _, end = span.strip().partition("..")
            who, start, end = who.removeprefix("person/"), max(FIRST, day_of(start, True)), min(LAST, day_of(end, False))
            if who in persons and (end - start).days > 400 and first(persons[who], "name@id"):
                holders.append(Holder(who, first(v, "name@id"), first(v, "of"), persons[who], start + timedelta(20), end - timedelta(20)))
    seen, once = set(), []  # one office a person: Indonesian names of offices stay unambiguous
    for h in holders:
        if h.id not in seen and h.name.split()[0] != h.full.split()[0]:  # "Paus Paus Fransiskus"
            seen.add(h.id)
            once.append(h)
    days = []
    for _, key, v in entries("days.wk"):
        if first(v, "kind") in ("independence", "national-day") and "date" in v and "since" in v and "moves" not in v \
                and first(v, "of") in states and "name@id" in v:
            month, day = (int(n) for n in first(v, "date").split("-"))
            if (month, day) != (2, 29):
                days.append((key, "gov/" + first(v, "of"), first(v, "name@id"), month, day, int(first(v, "since"))))
    by_state = {}
    for d in days:  # the same day twice under two names would be two truths
        by_state.setdefault(d[1], d)
    return once, by_state, {"gov/" + k: v for k, v in states.items()}


# ---- events ---------------------------------------------------------------------------------------------------------

class Event:
    __slots__ = ("act", "s", "r", "day", "occasion", "ordinal", "articles", "roots", "told", "number")

    def __init__(self, act, s, r, day, occasion=None, ordinal=None):
        self.act, self.s, self.r, self.day, self.occasion, self.ordinal = act, s, r, day, occasion, ordinal
        self.articles, self.roots, self.told, self.number = [], set(), set(), None

    def receiver(self):
        return self.r.state if self.act in TO_STATE else self.r.id


class Plan:
    """Events without end, no two of which could be taken for each other."""

    def __init__(self, pick):
        self.pick = pick
        self.holders, self.days, self.states = world()
        self.taken = {}

    def pair(self):
        while True:
            s, r = self.pick.choice(self.holders), self.pick.choice(self.holders)
            if s.state != r.state and min(s.end, r.end) > max(s.start, r.start):
                return s, r

    def free(self, act, s, r, day):
        key = (act, *sorted((s.id, r.id))) if act == "meet" else (act, s.id, r.state if act in TO_STATE else r.id)
        days = self.taken.setdefault(key, [])
        if any(abs((day - d).days) < NEAREST for d in days):
            return False
        days.append(day)
        return True

    def series(self):
        """One sender's greetings on the receiver's national day, over the years that both are in office."""
        while True:
            s, r = self.pair()
            if r.state in self.days:
                break
        key, _, _, month, day, since = self.days[r.state]
        years = [y for y in range(FIRST.year, LAST.year + 1)
                 if max(s.start, r.start) <= date(y, month, day) <= min(s.end, r.end) and y - since > 1]
        habit = self.pick.choice(("every", "round", "changed", "gaps"))
        turn = self.pick.choice(years) if years else 0
        for y in years:
            is_round = (y - since) % 5 == 0
            if habit == "every" or (habit == "round" and is_round) or (habit == "changed" and (is_round or y >= turn)) \
                    or (habit == "gaps" and self.pick.random() < 0.5):
                on = date(y, month, day)
                if self.free("congratulate", s, r, on):
                    yield Event("congratulate", s, r, on, key, y - since)

    def single(self):
        act = self.pick.choice(("condole", "invite", "meet", "accuse", "criticise", "warn", "thank"))
        s, r = self.pair()
        span = (min(s.end, r.end) - max(s.start, r.start)).days
        on = max(s.start, r.start) + timedelta(self.pick.randrange(span))
        if self.free(act, s, r, on):
            yield Event(act, s, r, on)

    def events(self):
        """Lists of events that belong together: a happening, and the answer to it."""
        while True:
            for event in list(self.series() if self.pick.random() < 0.3 else self.single()):
                reply, after = REPLIES.get(event.act), event.day + timedelta(self.pick.randrange(1, 4))
                if reply and self.pick.random() < 0.4 and self.free(reply, event.r, event.s, after):
                    yield [event, Event(reply, event.r, event.s, after)]
                else:
                    yield [event]


# ---- texts ----------------------------------------------------------------------------------------------------------

def spoken(pick, day):
    return f"{DAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})" if pick.random() < 0.7 else \
        f"{DAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def sentence(plan, pick, event, day):
    x = pick.choice(MATTERS.get(event.act, [""])).format(g=plan.states[event.r.state], x=pick.choice(THINGS))
    o = ""
    if event.occasion:
        o = pick.choice(OCCASIONS).format(n=event.ordinal, o=plan.days[event.r.state][2])
        if plan.states[event.r.state] not in o:
            o += " " + plan.states[event.r.state]
    return pick.choice(ACTS[event.act]).format(s=event.s.full, r=event.r.full, g=plan.states[event.r.state], d=spoken(pick, day), x=x, o=o)


class Text:
    __slots__ = ("title", "paragraphs", "published", "outlet")


def paragraph(one, number, pick):
    return " ".join(pick.choice(FILLERS)(one, number) for _ in range(pick.randrange(2, 5)))


def original(plan, pick, one, number, events, agency):
    """What one newsroom or agency writes about a happening (and the answer to it)."""
    t, main = Text(), events[0]
    day = main.day
    if main.occasion and pick.random() < 0.03:
        day += timedelta(1)  # reports of one happening may differ
    main.told.add(str(day))
    lead = sentence(plan, pick, main, day)
    if agency:
        lead = lead[:-1] + f", seperti dilaporkan {agency}."
    t.title = f"{main.s.short} dan {main.r.short}: {one(THINGS).capitalize()} dan {one(PLACES).capitalize()} {one(TRAITS).capitalize()}"
    t.paragraphs = [lead, f"\"{pick.choice(QUOTES)(one, number)},\" kata {main.s.name}."]
    for answer in events[1:]:
        answer.told.add(str(answer.day))
        t.paragraphs.append(sentence(plan, pick, answer, answer.day))
    size, wanted = sum(map(len, t.paragraphs)), pick.randrange(2200, 3600)
    while size < wanted:
        extra = paragraph(one, number, pick)
        t.paragraphs.append(extra)
        size += len(extra)
    t.published = max(e.day for e in events) + timedelta(pick.randrange(3))
    t.outlet = pick.choice(OUTLETS)
    return t


def copied(pick, one, number, text):
    """Another outlet's copy, and how it was made."""
    how = pick.choice(("copy", "copy", "trimmed", "retitled", "edited", "extended"))
    t = Text()
    t.title, t.paragraphs = text.title, list(text.paragraphs)
    t.published = text.published + timedelta(pick.randrange(2))
    t.outlet = pick.choice(OUTLETS)
    if how == "trimmed":
        t.paragraphs = t.paragraphs[:max(4, len(t.paragraphs) * pick.randrange(50, 85) // 100)]
    if how in ("retitled", "trimmed"):
        t.title = f"Kabar {one(PLACES).capitalize()}: " + text.title.split(":")[0] + f" dan {one(THINGS).capitalize()}"
    if how == "edited":  # a word here and there, never in the sentences that tell what was done
        for i in pick.sample(range(3, len(t.paragraphs)), min(3, len(t.paragraphs) - 3)):
            words = t.paragraphs[i].split(" ")
            words[pick.randrange(len(words))] = one(TRAITS)
            t.paragraphs[i] = " ".join(words)
    if how == "extended":
        t.paragraphs += [paragraph(one, number, pick) for _ in range(pick.randrange(1, 4))]
    return t, how


def furniture(pick, t):
    """The text as it stands on a page, flattened."""
    stamp = f"{t.published.day} {MONTHS[t.published.month - 1]} {t.published.year}, {pick.randrange(6, 23):02d}:{pick.randrange(60):02d} WIB"
    menu = pick.sample("Beranda Nasional Internasional Ekonomi Olahraga Cari Masuk Indeks Teknologi Otomotif".split(), 5)
    return "\n".join(menu) + f"\n\n{t.title}\n\nRedaksi {stamp}\n\n" + "\n\n".join(t.paragraphs) + \
        "\n\nBaca juga: Cara Merawat Kebun\n\nTag\n" + "\n".join(pick.sample(THINGS, 3)) + f"\n\nHak cipta {t.outlet} {t.published.year}\n"


def document(pick, number, t, form):
    name = f"a{number:07d}"
    d = {"id": name, "url": f"https://{t.outlet.lower().replace(' ', '-')}.example/{t.published.year}/{name}", "outlet": t.outlet,
         "published": f"{t.published}T{pick.randrange(6, 23):02d}:{pick.randrange(60):02d}:00+07:00", "title": t.title}
    d[form] = furniture(pick, t) if form == "page_text" else "\n\n".join(t.paragraphs)
    return name, json.dumps(d, ensure_ascii=False)


# ---- the whole ------------------------------------------------------------------------------------------------------

def few(pick, most, again):
    n = 1
    while n < most and pick.random() < again:
        n += 1
    return n


def generate(count, seed, form):
    """Yields (line, None) for a document and (None, fact) for a truth."""
    pick = random.Random(seed)
    draw = pick.random
    one = lambda words: words[int(draw() * len(words))]
    number = lambda most: 2 + int(draw() * most)
    plan, made, numbered = Plan(pick), 0, 0
    for events in plan.events():
        agencies = pick.sample(AGENCIES, 6)
        for family in range(few(pick, 6, 0.5)):
            agency = agencies[family] if pick.random() < 0.8 else None
            text = original(plan, pick, one, number, events, agency)
            root, members = agency or text.outlet, []
            for copy in range(few(pick, 8, 0.55)):
                t, how = (text, "original") if copy == 0 else copied(pick, one, number, text)
                name, line = document(pick, made, t, form)
                made += 1
                members.append({"id": name, "how": how})
                for e in events:
                    e.articles.append(name)
                    e.roots.add(root)
                yield line, None
                if made == count:
                    break
            yield None, {"type": "family", "articles": members}
            if made == count:
                break
        for e in events:
            e.number = numbered
            numbered += 1
            yield None, {"type": "event", "act": e.act, "from": e.s.id, "to": e.receiver(), "date": str(e.day), "occasion": e.occasion,
                         "ordinal": e.ordinal, "articles": e.articles, "sources": len(e.roots), "dates": sorted(e.told)}
        if len(events) > 1:
            yield None, {"type": "thread", "first": events[0].number, "second": events[1].number}
        if made == count:
            return


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=("text", "page_text"), default="text")
    parser.add_argument("--files", type=int, default=1)
    a = parser.parse_args()
    a.folder.mkdir(parents=True, exist_ok=True)
    mix = random.Random(a.seed + 1)
    waiting, written = [], 0  # articles come in no order, as from a crawl
    files = [open(a.folder / f"articles-{k}.jsonl", "w", encoding="utf-8") for k in range(a.files)]
    with open(a.folder / "truth.jsonl", "w", encoding="utf-8") as truth:
        def write(line):
            nonlocal written
            files[written * a.files // a.count].write(line + "\n")
            written += 1
        for line, fact in generate(a.count, a.seed, a.form):
            if fact:
                truth.write(json.dumps(fact, ensure_ascii=False) + "\n")
            elif len(waiting) < 4000:
                waiting.append(line)
            else:
                at = mix.randrange(len(waiting))
                write(waiting[at])
                waiting[at] = line
        mix.shuffle(waiting)
        for line in waiting:
            write(line)
    for f in files:
        f.close()


if __name__ == "__main__":
    main()
