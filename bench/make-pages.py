#!/usr/bin/env python3
"""Makes flattened news pages for measuring: about 3 kB each, Indonesian, our own sentences, the same on every run.

usage: make-pages.py COUNT FOLDER

Every page has furniture, a date line, a letter or a meeting on some occasion with quotations, and paragraphs about other
things. One page in eight repeats the story of the page before it on another site, as agencies' stories do.
"""
import random
import sys
from datetime import date, timedelta
from pathlib import Path

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
DAYS = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()
LEADERS = [
    ("Presiden Rusia Vladimir Putin", "Putin", "Moskow", "Kremlin"), ("pemimpin Korea Utara Kim Jong Un", "Kim", "Pyongyang", "KCNA"),
    ("Presiden China Xi Jinping", "Xi", "Beijing", "Xinhua"), ("Presiden Indonesia Joko Widodo", "Jokowi", "Jakarta", "Antara"),
    ("Presiden Amerika Serikat Joe Biden", "Biden", "Washington", "Reuters"),
    ("Perdana Menteri Jepang Fumio Kishida", "Kishida", "Tokyo", "Kyodo"),
    ("Presiden Korea Selatan Yoon Suk Yeol", "Yoon", "Seoul", "Yonhap"),
    ("Presiden Vietnam Vo Van Thuong", "Thuong", "Hanoi", "VNA"), ("Presiden Prancis Emmanuel Macron", "Macron", "Paris", "AFP"),
    ("Presiden Turki Recep Tayyip Erdogan", "Erdogan", "Ankara", "Anadolu"),
]
OCCASIONS = ["Hari Kemerdekaan", "Hari Pembebasan Nasional", "Hari Kemenangan", "Hari Nasional", "pelantikannya", "tahun baru"]
SITES = ["WARTA RIMBA", "KABAR LAUT", "SUARA LERENG", "HARIAN PELITA", "TERAS KOTA", "JENDELA TIMUR", "LENSA PAGI", "BERITA DERMAGA"]
PLACES = "pelabuhan pasar bendungan sekolah jembatan stasiun lapangan perpustakaan museum kebun sawah galangan".split()
THINGS = "beras kapal gandum kereta listrik pupuk buku obat kopi baja ikan benih satelit kain".split()
DOERS = "petani nelayan guru perawat insinyur pedagang peneliti sopir pelajar pustakawan penenun tukang".split()
DEEDS = ("menata memeriksa memindahkan menghitung membangun merawat mencatat menimbang memperbaiki membagikan menanam "
         "menyimpan mengirimkan memilih").split()
TRAITS = "lama baru ramai tenang luas sempit hijau terang jauh tua kecil besar".split()
WHEN = ["pada musim hujan", "sejak pagi", "selama tiga pekan", "sebelum matahari terbit", "setelah panen", "menjelang malam"]
FURNITURE = ["Beranda", "Nasional", "Internasional", "Ekonomi", "Olahraga", "Gaya Hidup", "Cari", "Masuk", "Indeks"]


def filler(pick):
    one = lambda words: words[pick.randrange(len(words))]
    return (f"Para {one(DOERS)} di {one(PLACES)} {one(TRAITS)} itu {one(DEEDS)} {pick.randrange(2, 900)} ton {one(THINGS)} "
            f"{one(WHEN)}, sementara {one(DOERS)} dari {one(PLACES)} {one(TRAITS)} {one(DEEDS)} {one(THINGS)} yang {one(TRAITS)}.")


def story(pick):
    day = date(2023, 1, 2) + timedelta(days=pick.randrange(700))
    sender, receiver = pick.sample(LEADERS, 2)
    occasion, ordinal = pick.choice(OCCASIONS), pick.randrange(3, 90)
    stamp = f"{DAYS[day.weekday()]} ({day.day}/{day.month})"
    first = (f"{sender[0]} pada {stamp} mengirim surat ucapan selamat kepada {receiver[0]} dalam rangka peringatan ke-{ordinal} "
             f"{occasion} negara itu.")
    quote = pick.choice(["Saya yakin bahwa kerja sama kedua negara akan terus tumbuh demi kesejahteraan rakyat",
                         "Persahabatan ini telah melewati banyak ujian dan tetap teguh",
                         "Kami siap memperluas perdagangan dan pertukaran pelajar"])
    paragraphs = [
        first,
        f"\"{quote} selama {pick.randrange(2, 60)} tahun ke depan,\" kata {sender[1]} dalam surat itu, seperti dikutip {sender[3]}.",
        f"Dalam balasannya, {receiver[1]} mengucapkan terima kasih dan mengundang {sender[1]} untuk berkunjung ke {receiver[2]}.",
        f"{receiver[3]} melaporkan bahwa kedua pemimpin akan bertemu pada tahun {day.year + 1} untuk membahas {pick.choice(THINGS)} "
        f"dan {pick.choice(THINGS)}.",
        f"Menurut juru bicara {sender[2]}, pesan itu disampaikan melalui kedutaan besar di {receiver[2]}.",
    ]
    title = f"{sender[1]} Kirim Surat kepada {receiver[1]} pada Peringatan Ke-{ordinal} {occasion}"
    size = sum(map(len, paragraphs))
    while size < 2600:
        extra = " ".join(filler(pick) for _ in range(2))
        paragraphs.insert(pick.randrange(2, len(paragraphs) + 1), extra)
        size += len(extra)
    return day, title, paragraphs, sender[2]


def page(number):
    copied = number % 8 == 7
    pick = random.Random(number - 1 if copied else number)
    day, title, paragraphs, place = story(pick)
    pick = random.Random(1_000_000 + number)
    site = pick.choice(SITES)
    if copied:
        paragraphs = paragraphs[:-1]
    menu = pick.sample(FURNITURE, 5)
    return "\n".join(menu) + (
        f"\n\n{title}\n\nRedaksi {day.day} {MONTHS[day.month - 1]} {day.year}, {pick.randrange(6, 23):02d}:{pick.randrange(60):02d} WIB\n\n"
        f"{site}, {place} - " + "\n\n".join(paragraphs) + "\n\nBaca juga: " + filler(pick)[:60] + "\n\nTag\n"
        + "\n".join(pick.sample(THINGS, 3)) + f"\n\nHak cipta {site} {day.year}\n")


def main():
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:06d}.txt").write_text(page(number), encoding="utf-8")


if __name__ == "__main__":
    main()
