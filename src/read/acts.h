/* Acts while they are being put together: acts.c finds and joins them, act_actors.c tells who does them to whom,
 * act_kinds.c what is true of their kinds, act_deeds.c what other sentences tell of them, act_frames.c shares what a letter
 * or message tells once among the acts done in it. */
#ifndef WK_ACTS_H
#define WK_ACTS_H

#include "read/frames.h"
#include "read/reader.h"

static inline uint32_t wk_distance(uint32_t a, uint32_t b) {
    return a > b ? a - b : b - a;
}

/* What acts of a kind are, as act_kinds.c tells of each. */
enum {
    WK_ACT_SHARES = 1 << 0, /* done in letters and messages */
    WK_ACT_HEAD = 1 << 1,   /* a letter, message, greeting: others are done in it */
    WK_ACT_AIMED = 1 << 2,  /* aimed at whoever the clause names next */
    WK_ACT_ALONE = 1 << 3,  /* told to nobody */
    WK_ACT_FORMAL = 1 << 4, /* done by bodies and those who hold an office */
    WK_ACT_ASKS = 1 << 5,   /* its clause goes on with what somebody is to do, or is said to have done */
    WK_ACT_ONCE = 1 << 6,   /* what one did to the other once, he did once, in whatever words */
    WK_ACT_LED = 1 << 7,    /* aimed only behind a preposition, since the clause tells what is to be done with others */
    WK_ACT_PLEDGE = 1 << 8, /* what its clause goes on with is still to be done */
    WK_ACT_OWN = 1 << 9,    /* about something of its own: what an article is about is no occasion of it */
    WK_ACT_MOVED = 1 << 10, /* done because of what somebody did */
    WK_ACT_MEET = 1 << 11,
    WK_ACT_VISIT = 1 << 12,
    WK_ACT_ANSWERS = 1 << 15, /* done to whoever said or asked what it answers */
    WK_ACT_WANTS = 1 << 14, /* what it is about is wanted, or refused */
    WK_ACT_HEARD = 1 << 13, /* done to whoever hears it, when nobody else is named */
    WK_ACT_GOES = WK_ACT_MEET | WK_ACT_VISIT, /* who only asks for news does neither */
};

/* The flags of an act's kind; 0 of one that the table does not have. */
int wk_act_kind(wk_str act);

/* Tokens that name an event; end 0: none. */
typedef struct wk_event {
    uint32_t start, end;
} wk_event;

typedef struct wk_draft_act {
    wk_act act;
    uint32_t sentence, at, end;  /* tokens of the predicate and of the match's end */
    uint32_t word, word_end;     /* tokens of the word that tells which act it is */
    uint32_t from_who, to_who;   /* first actors, people index + 1 */
    uint32_t occasion;           /* told occasion, index + 1 */
    wk_event event;              /* the meeting, as an event: the occasion of what is done there */
    int is;                      /* WK_ACT_… of its kind */
    bool mutual, quoted;
    int implied;                 /* told by the way, or (2) by no word: it stands only where nothing else tells the same */
    bool more;                   /* told as one more: "juga meminta" */
    bool mentioned;              /* a noun only names it: it stands where nothing else tells such an act */
} wk_draft_act;

typedef WK_ARRAY(wk_draft_act) wk_draft_acts;

/* Lists of the pack that acts look at; 0 where a pack has none. */
typedef struct wk_act_lists {
    wk_class press, calls, granted, told_at, spot, event, copula, ordinal, charge, why, made, there, replying, for_now; /* act_answers.c finds them */
    wk_class people, many, kind, aux, aux_with, told_by, offset, each, first_person, self, unreal, supposed, refuse, adding, cause, nobody, only, wanting, asking, proposing,
        person_noun, org_noun, moves, harm, owned, by, thing, paper, gives, through, namely, that, no_party, inert, besides, before_that, lasting, visit_noun, bound, fake, fake_of,
        channel_word, judge, attribute, trait, gather, likeness, epithet, but_for, beside, made_of, quantifier, kin, several;
    wk_class held, up_to, done_before, meeting, visit, attend, incident, government, death, disaster, where; /* act_sessions.c finds them */
} wk_act_lists;

/* The first word of an event ("debat") and the day that the article told with it. */
typedef struct wk_event_day {
    wk_str head;
    wk_date day;
} wk_event_day;

/* The first word of a lasting event and how often the text has it. */
typedef struct wk_event_head {
    wk_str word;
    uint32_t times;
} wk_event_head;

/* When and how the words of a statement were said, as they or others of their speaker tell. */
typedef struct wk_session {
    wk_date said;
    wk_str channel;
    uint32_t at, sentence; /* of its cue, else of its words */
    uint32_t who;          /* people, index + 1 */
    bool told;             /* by its own sentence */
    bool apart;            /* at another time than the rest ("Sebelumnya, …") */
} wk_session;

typedef struct wk_act_stage {
    wk_reader *r;
    wk_act_lists lists;
    uint32_t *said, *cue; /* per token: the statement whose content, whose cue it lies in, as index + 1 */
    uint32_t *told;       /* per sentence: the statement whose cue stands in it, as index + 1 */
    wk_session *sessions; /* per statement */
    wk_draft_acts acts;
    wk_event *told_events; /* per sentence: the first that its narrator tells */
    WK_ARRAY(wk_event) rumours;
    WK_ARRAY(uint32_t) again; /* matches that name an event again */
    WK_ARRAY(wk_event_day) events;
    WK_ARRAY(wk_event_head) heads;
    WK_ARRAY(wk_capture) named; /* the events, wherever they are named ("konflik X") */
    wk_capture lasting;         /* the one whose first word the text has most often, */
    uint32_t lasting_n;         /* and how often; 0: none */
} wk_act_stage;

/* One side of an act. `who`: people index + 1 of the first. */
typedef struct wk_side {
    wk_actors actors;
    uint32_t who;
} wk_side;

/* Maps tokens to statements and finds the lists; once per part, before the functions below. */
void wk_act_actors_start(wk_act_stage *s, wk_reader *r);

/* The actors that a capture names: a mention, else its own words ("para pemilih"). */
wk_side wk_captured_side(const wk_act_stage *s, const wk_capture *c);

/* The first token that starts at or behind a byte. */
uint32_t wk_token_at(const wk_reader *r, uint32_t byte);

/* Is token i written with a capital? */
bool wk_capital(const wk_reader *r, uint32_t i);

/* Plain words for people: "para pemilih"; the name goes without the word of quantity. */
wk_side wk_words_side(const wk_act_stage *s, uint32_t start, uint32_t end);

/* Whom a mention (index + 1) names; nobody when 0. */
wk_side wk_mention_side(const wk_act_stage *s, uint32_t mention);

/* Where the words for people that begin at token i end; i when none do. */
uint32_t wk_people_end(const wk_act_stage *s, uint32_t i);

/* act_answers.c: finds the lists that tell whom acts are aimed at. */
void wk_find_aim_lists(wk_act_stage *s);

/* Whose words an act's own words name behind: "tak menanggapi pernyataan (X)". */
wk_side wk_owner_behind(const wk_act_stage *s, uint32_t from);
/* Whom "kepadanya" behind token `from` means; none of `side`. */
wk_side wk_told_him(const wk_act_stage *s, uint32_t from, uint32_t predicate, const wk_side *side);
/* Whose words or deeds the sentence of a verb answers that begins with them: "Menanggapi kritik (X), Y …"; none of `side`. */
wk_side wk_owner_fronted(const wk_act_stage *s, uint32_t predicate, const wk_side *side);
/* Who replies to what token `word` tells: "Menanggapi (kritik) X, Y …", "Y menanggapi santai (kritik) X". */
wk_side wk_replier(const wk_act_stage *s, uint32_t word);
/* Who is to do what is asked behind token `from`: "agar resolusi itu dilaksanakan (semua pihak)". */
wk_side wk_asked_to_do(const wk_act_stage *s, uint32_t from);
/* "X meminta Y … Y menolak permintaan itu": what is refused or denied is refused whoever asked or blamed. */
void wk_aim_answers(wk_act_stage *s);

/* act_phrases.c: where the plain noun phrase that begins at token i ends; i when none begins. */
uint32_t wk_noun_end(const wk_act_stage *s, uint32_t i);

/* What stands behind a visit's words as its aim, named or not: "mendatangi (pusat kota)", "meninjau dan membuka (jalan baru)". */
wk_side wk_gone_to(const wk_act_stage *s, uint32_t from);

/* Those who are told together with a side's last, some without a name: "TNI, Polri, dan (relawan)". */
void wk_more_beside(const wk_act_stage *s, wk_side *side);

/* Lets plain words for people go on to the end of their phrase: "warga bantaran kali (bagian hilir)"; `clause`: only where a
 * clause goes on behind it, since "meminta warga waspada" says what they are to be. */
void wk_grow_side(const wk_act_stage *s, wk_side *side, bool clause);

/* Lets the name behind a comma take the place of plain words that end with "-nya": "rekan setimnya, (Andi Baskara)". */
void wk_name_aside(const wk_act_stage *s, wk_side *side);

/* Lets the name between commas take the place of the plain words that it stands behind: "pelapor, (Andi Baskara), …". */
void wk_name_apposed(const wk_act_stage *s, wk_side *side);

/* The place that a clause begins with whose verb tells that it is visited: "(Desa Sukajadi) di Bogor dikunjungi X". */
wk_side wk_visited_first(const wk_act_stage *s, uint32_t predicate);

/* Those who do something together, of whom only one is known: "(pengusaha) dan (buruh) sepakat". */
void wk_others_beside(const wk_act_stage *s, wk_side *side);

/* Where what stands between subject and verb begins: "telah", "juga", "secara terbuka", "yang". */
uint32_t wk_verb_group(const wk_act_stage *s, uint32_t verb);

/* Who does what stands at token `predicate`: whoever stands before it, the speaker for "kami" in his words, the subject of
 * the clause. Nobody when words of a quotation do not tell. */
wk_side wk_doer(const wk_act_stage *s, uint32_t predicate);

/* "Setelah mengakhiri kunjungannya di Y, X …": the subject of the clause behind the one that stands below it. */
wk_side wk_subject_of_main(const wk_act_stage *s, uint32_t verb);

/* Whom the noun phrase right before a verb names; nobody when a thing stands there. */
wk_side wk_named_before(const wk_act_stage *s, uint32_t verb);

/* Where the phrase begins that mention m ends: "pihak berwenang (Iran)", "Hotman (Paris)", who is no capital. */
uint32_t wk_phrase_of(const wk_act_stage *s, const wk_mention *m);

/* Is token i a word for a kind of people, a body or an office, with which the noun phrase of an actor begins? */
bool wk_heads_phrase(const wk_act_stage *s, uint32_t i);

/* Does a noun phrase that goes on behind token i - 1 stop before token i? */
bool wk_opens_phrase(const wk_act_stage *s, uint32_t i);

/* The person whose office or trade the words [start, end) begin with and whose name they end with: "politikus senior (Hendra Wirawan)";
 * mention + 1, 0 none. */
uint32_t wk_holder_of(const wk_act_stage *s, uint32_t start, uint32_t end);

/* Where brackets that end at `end` begin: "Komisi … (KPK)", "Ratih (57)"; `end` when none do;
 * the end of what they hold where nothing stands before: "(Ratih) datang …". */
uint32_t wk_before_brackets(const wk_reader *r, uint32_t end);

/* act_head.c: the head of the phrase before token `end`, where `near`, whom its last words name, only belongs to it. `relative`:
 * "yang" stands at `end`. */
wk_side wk_under_head(const wk_act_stage *s, uint32_t end, bool relative, wk_side near);

/* The same where only a comma stands between it and a verb at `end`: "Sambil menangis, (ayah) dari korban bernama X, menuding". */
wk_side wk_before_stop(const wk_act_stage *s, uint32_t end);

/* The verb that a word for "and" or "then", or for a means, joins the one at a token to; the token itself when none does. */
uint32_t wk_joined_to(const wk_act_stage *s, uint32_t verb);

/* Whom the verb has for its subject that "dan" or "lalu" joins the one at a token to: "(warga) menutup jalan dan menuntut". */
wk_side wk_joined_doer(const wk_act_stage *s, uint32_t verb);

/* Whom the phrase names that begins with the noun at `head` and ends no later than `end`. */
wk_side wk_noun_side(const wk_act_stage *s, uint32_t head, uint32_t end);

/* Has the phrase that ends at token `end` its head before token `inner`? */
bool wk_head_of(const wk_act_stage *s, uint32_t end, uint32_t inner);

/* Does a preposition stand before token i, alone or with a word for a side ("di depan")? */
bool wk_is_led(const wk_act_stage *s, uint32_t i);

/* Does a verb that is none of saying stand right before token i? */
bool wk_is_object(const wk_act_stage *s, uint32_t i);

/* Does a sentence of somebody's words begin at a token? */
bool wk_words_begin(const wk_act_stage *s, uint32_t i);

/* Who does what match `m` found to whom, as its pattern's type says; `is`: flags of its kind, `predicate`: its token. Sides
 * without actors are not known. */
void wk_sides(const wk_act_stage *s, const wk_match *m, int is, uint32_t predicate, wk_side *from, wk_side *to);

/* Who said the words of the statement (index + 1). */
wk_side wk_speaker_side(const wk_act_stage *s, uint32_t statement);

/* Is the first of a side a body, or somebody who was met with a title? */
bool wk_in_office(const wk_act_stage *s, const wk_side *side);

/* Is the first of a side a person, named or not? */
bool wk_is_person(const wk_act_stage *s, const wk_side *side);

/* Is the first of a side a medium? */
bool wk_is_medium(const wk_act_stage *s, const wk_side *side);

/* Whom "pihaknya" at token `self`, in the words of statement `said` (index + 1, 0 none), means. */
wk_side wk_self_side(const wk_act_stage *s, uint32_t self, uint32_t said);

/* Does "saling" stand before the verb? */
bool wk_each_other(const wk_act_stage *s, uint32_t verb);

/* The subject of the clause behind the next comma: "Atas undangan X, Y …". */
wk_side wk_subject_behind(const wk_act_stage *s, uint32_t token);

/* Whom the words behind token `from` name first, up to the end of their clause, other than those of `side`;
 * `is`: what is true of the act's kind. */
wk_side wk_named_behind(const wk_act_stage *s, uint32_t from, const wk_side *side, int is);

/* Whom the words of a statement name first, other than those of `side`. */
wk_side wk_named_in_words(const wk_act_stage *s, uint32_t statement, const wk_side *side);

/* act_aims.c: at whom an act is aimed, when `to`, whom its pattern captures, is nobody, or is not whom it is asked of. */
wk_side wk_aim(const wk_act_stage *s, const wk_match *m, const wk_draft_act *d, const wk_side *from, wk_side to);

/* act_hearers.c: to whom the words are said in which an act is done, or that its sentence tells of. */
wk_side wk_hearer(const wk_act_stage *s, uint32_t predicate);

/* "X mengingatkan Y …: "Mari …"": what one says beside what he said to somebody, in his own words, is said to him too. */
void wk_hear_again(wk_act_stage *s);
/* "X menemui Y. Dalam pertemuan itu, ia meminta maaf": what one says at a meeting told before is said to whom he met. */
void wk_hear_there(wk_act_stage *s);

/* "menuduh X dan memperingatkan …": an act that its verb aims at nobody goes to whom the one it is joined to goes. */
void wk_aim_together(wk_act_stage *s);

/* "dua warga …, yakni X dan Y": whom a word like that names behind token `from`, in its sentence. */
wk_side wk_told_namely(const wk_act_stage *s, uint32_t from);

/* What one promises at a meeting, told near it, is promised whom he met. */
void wk_address_at_meetings(wk_act_stage *s);

/* Whom a statement's words are said to, but for the press; else whom they name first beside `side`. */
wk_side wk_told_to(const wk_act_stage *s, uint32_t statement, const wk_side *side);

/* "menggertak dengan mengatakan, …": whom the words that those of `side` say right behind token `from` name first. */
wk_side wk_named_in_next_words(const wk_act_stage *s, uint32_t from, const wk_side *side);

/* The person named last before a token who is not of `side`. */
wk_side wk_person_before(const wk_act_stage *s, uint32_t token, const wk_side *side);

/* Whom "dia" in the words of statement `said` (index + 1) means, before a token: `named`, but not whoever speaks. */
wk_side wk_not_himself(const wk_act_stage *s, uint32_t token, uint32_t said, wk_side named);

/* The first subject of a verb's sentence, when that is none of `side`: who does what he of `side`, who stands nearer, suffers. */
wk_side wk_first_other(const wk_act_stage *s, uint32_t verb, const wk_side *side);

/* Who spoke last before a token, at most two sentences back. */
wk_side wk_last_speaker(const wk_act_stage *s, uint32_t token);

/* Whose words or deeds one of the tokens from `from` to `object` points back at ("mengecam pernyataan itu"): as told of the same
 * before, else the last speaker's, else the subject's of the sentence before; not those of `side`. */
wk_side wk_owner_told(const wk_act_stage *s, uint32_t i);
wk_side wk_owner_before(const wk_act_stage *s, uint32_t from, uint32_t object, const wk_side *side);

/* Who does what one asks or deplores behind token `from`: "mempertanyakan, mengapa (X) menutup …"; none of `side`. */
wk_side wk_named_why(const wk_act_stage *s, uint32_t from, const wk_side *side);

/* Who did what a clause behind "yang" tells of: "X mengirim senjata, langkah yang (dikutuk Y)",
 * "Aturan yang dibuat X (dikritik Y)"; none of `side`. */
wk_side wk_deed_doer(const wk_act_stage *s, uint32_t verb, const wk_side *side);

/* Whom "-nya" at a verb means: the last speaker, else the person named last, who is not of `side`. */
wk_side wk_other_before(const wk_act_stage *s, uint32_t token, const wk_side *side);

/* Who is named before "yang juga" a nameless mention: "(X) yang juga ketua Y"; mention + 1, 0 none. */
uint32_t wk_called_so(const wk_reader *r, const wk_mention *m);

/* Who is named behind a short title that stands in brackets somewhere: "Menteri Keuangan (Menkeu) (Hendra Wirawan)"; somebody
 * + 1, 0 none. */
uint32_t wk_bracketed(const wk_reader *r, uint32_t i);

/* The only one of the article who was met with the title that token i is: "(terdakwa X …) terdakwa"; people index + 1, 0: none or several. */
uint32_t wk_only_titled(const wk_reader *r, uint32_t i);

/* Whose words or deeds a sentence begins with, whose verb tells what is done to them: "Keputusan X yang … (dikecam Y)";
 * `wanted`: only when they stand right before whose they are. */
wk_side wk_owner_first(const wk_act_stage *s, uint32_t verb, bool wanted);

/* Does the noun phrase between tokens `from` and `side` tell what is done to that side ("penangkapan X", "serangan terhadap X")? */
bool wk_suffers(const wk_act_stage *s, uint32_t from, uint32_t side);

/* Is who stands at token `side` only part of what is wanted behind token `from`: "menuntut kenaikan upah minimum (Kota X)"? */
bool wk_only_wanted(const wk_act_stage *s, uint32_t from, uint32_t side);

/* Does a plain noun that is nobody's own doing stand right before token `side`: "Kenaikan tarif (PT X) ditolak …"? */
bool wk_of_a_thing(const wk_act_stage *s, uint32_t side);

/* Does a noun that somebody owns, his words or deeds, stand before a verb: "perkataan itu (dikritik Y)"? */
bool wk_owned_before(const wk_act_stage *s, uint32_t verb);

/* Fills in when, by which channel, on what occasion and through whom, from the act's own sentence. */
void wk_act_slots(wk_act_stage *s, wk_draft_act *d);

/* Is somebody among those who do an act or whom it is done to? */
bool wk_takes_part(const wk_act *act, const wk_actor *who);

/* ---- act_sessions.c */

/* Works out the session of every statement; once per part, behind wk_act_actors_start(). */
void wk_sessions_start(wk_act_stage *s);

/* Are the words of statement i his who does an act, or of whoever is named as serving the body that does it? */
bool wk_his_words(const wk_act_stage *s, uint32_t i, const wk_draft_act *a);

/* Acts done with words have the day and channel of what their doer says there. */
void wk_acts_share_sessions(wk_act_stage *s);

/* ---- act_shares.c */

/* Does one of two (people index + 1) speak for the government that the other is? */
bool wk_one_voice(const wk_reader *r, uint32_t a, uint32_t b);

/* Acts done at a meeting share its day and channel; whom a visitor meets, the visit's day. */
void wk_acts_share_meetings(wk_act_stage *s);
/* So do acts of those who met on an occasion ("di KTT", "dalam lawatan") and do more behind. */
void wk_acts_share_events(wk_act_stage *s);

/* ---- act_events.c: `c` is what a match captures as the occasion */

/* A match that tells an event that lasts through the article, and the occasion it is for acts without another. */
void wk_acts_lasting(wk_act_stage *s, const wk_match *m, const wk_capture *c);
void wk_acts_share_lasting(wk_act_stage *s);
/* A match that tells why or in answer to what an act was done: its occasion. */
void wk_acts_why(wk_act_stage *s, const wk_match *m, const wk_capture *c);
/* A match that tells an event: the occasion of the acts around it that have none. */
void wk_acts_event(wk_act_stage *s, const wk_match *m, const wk_capture *c);
/* The events that are named again ("kebakaran itu"), once all are known. */
void wk_acts_again(wk_act_stage *s);
/* Condolences, greetings, what is denied or confirmed, that have no occasion: what the article tells of their kind. */
void wk_acts_by_kind(wk_act_stage *s);
/* A match that tells what is rumoured ("isu penculikan anak"). */
void wk_acts_rumour(wk_act_stage *s, const wk_match *m, const wk_capture *c);
/* A match that says that what its sentence tells was done when what stands before was ("Pada kesempatan itu"). */
void wk_acts_same(wk_act_stage *s, const wk_match *m, const wk_capture *c);
/* Acts of the lead are done at the one event that their doer is told to speak at. */
void wk_acts_lead_events(wk_act_stage *s);
wk_occasion wk_occasion_in(const wk_reader *r, uint32_t start, uint32_t end);

/* act_merge.c: of readings of the same words one, of tellings of one occurrence one. */
void wk_acts_one_per_word(wk_draft_acts *acts);
void wk_acts_merge(const wk_reader *r, wk_draft_acts *acts);
bool wk_holds_actor(const wk_actors *actors, const wk_actor *one);
/* Have two lists somebody in common? Nobody named is no contradiction. */
bool wk_same_actors(const wk_actors *a, const wk_actors *b);

/* ---- act_deeds.c */

/* Does a date stand between commas at the end of the act's own clause ("X menolak usul Y agar …, Selasa (7/1), …")? */
bool wk_set_off(const wk_reader *r, uint32_t start, uint32_t end, uint32_t predicate);

/* The relay that a sentence names, and whom that one quotes, as the act's; with its date. */
void wk_take_relay(const wk_reader *r, wk_act *act, const wk_way *way);

/* "Undangan itu disampaikan …": what a later sentence tells of an act: day, occasion, channel, relay. */
void wk_tell_deed(wk_reader *r, wk_draft_acts *acts, const wk_match *m);

/* "menelepon Y dan memberi selamat": an act without addressee goes to whom the same sentence turned to before. */
void wk_address_deeds(wk_draft_acts *acts);

/* Greetings and condolences without occasion take the one of the sentence before. */
void wk_occasion_before(const wk_reader *r, wk_draft_acts *acts);

/* The one relay of an article, for its first acts that name none. */
void wk_relay_first(wk_reader *r, wk_draft_acts *acts);

/* Lets acts done in one letter share its date, occasion, channel and relay; dates by occasion where nothing else
 * tells. */
void wk_share_frames(wk_reader *r, wk_draft_acts *acts);

/* Words from a letter came by the letter's relay, when their own sentence names none. */
void wk_relay_statements(wk_reader *r, const wk_draft_acts *acts);

/* The actor as a relay: a seat of power goes by its own name ("Kremlin"). */
wk_actor wk_relay_of(const wk_reader *r, uint32_t mention);

/* ---- act_done.c */

/* Is what the verb at a token tells told as done (or planned)? */
bool wk_told_as_done(const wk_act_stage *s, uint32_t verb);

/* Does "jika" or the like stand before a token, in its clause? */
bool wk_supposed(const wk_act_stage *s, uint32_t i);

/* Is an act told of a letter that the sentences before call fake ("Melalui surat itu, X meminta …")? Then X did not do it. */
bool wk_in_a_fake(const wk_act_stage *s, const wk_draft_act *d);

/* Is one of `class` among the `most` words before token i, in its clause? */
bool wk_stands_before(const wk_reader *r, uint32_t i, wk_class class, uint32_t most);

/* Is token i a sign that joins two words ("warga-warga"), as a comma does not? */
bool wk_joins(const wk_reader *r, uint32_t i);

#endif
