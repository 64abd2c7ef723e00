import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanComment } from "../../../pipeline/measure/comments/clean-comment.ts";

/** Every row is a comment as somebody may write it; «~» stands for what is removed. Invented codes and addresses. */
const rows = {
  "ordinary sentences are whole": [
    ["Tutto chiaro, grazie!"],
    ["Il video è troppo lungo"],
    ["non ho capito come si paga"],
    [
      "Perché non c'è l'audio? L’avrei ascoltato volentieri…",
      "Perché non c'è l'audio? L’avrei ascoltato volentieri...",
    ],
    ["Ottimo servizio :-) 👍"],
    ["⭐⭐⭐⭐⭐"],
    ["La mia collaboratrice si chiama Olena, il nome è scritto male"],
    ["Ho pagato via internet, tutto bene"],
    ["Accedere via SPID è difficile"],
    ["Il corso delle pratiche è lento; andate via i dubbi"],
    ["Il secondo e il terzo trimestre sono sbagliati, uno o due errori"],
    ["Ho ventitre anni di contributi"],
    ["Sig.ra gentile, S.p.A. no"],
    ["chiaro.Grazie mille"],
    ["<b>bello</b> & utile"],
    ["Sei stato chiaro, sei bravo"],
    ["Io pago sempre a marzo e a maggio"],
    ["Questo browser non mostra il video."],
    ["Siete andati dritti al punto com'è giusto"],
    ["Pagherò in corso d'anno, la strada è lunga"],
    ["V. Rossi è il mio vicino"],
    ["L’INPS dovrebbe telefonare, non mandare SMS"],
  ],
  "codes go": [
    ["Sono RSSMRA80A01H501U, grazie", "Sono ~, grazie"],
    ["sono rssmra80a01h501u", "sono ~"],
    ["RSS MRA 80A01 H501U non va", "~ non va"],
    ["rss-mra-80-a01-h501-u non va", "~ non va"],
    ["R S S M R A 8 0 A 0 1 H 5 0 1 U non va", "~ non va"],
    ["ciaoRSSMRA80A01H501Uciao non va", "ciao~ciao non va"],
    ["omocodia RSSMRALMALNHRLNU qui", "omocodia ~ qui"],
    ["omocodia RSS MRA LM A LN H RLN W qui", "omocodia ~ qui"],
    ["codice provvisorio 90000000011.", "codice provvisorio ~."],
    ["rapporto RL0015 chiuso", "rapporto ~ chiuso"],
    ["rapporto RL-0015/A chiuso", "rapporto ~ chiuso"],
    ["rapporto RL 0015 chiuso", "rapporto ~ chiuso"],
    ["protocollo INPS.7000.12/05/2026.0123456 aperto", "protocollo ~ aperto"],
    ["avviso 3010 1234 5678 9012 34 non pagabile", "avviso ~ non pagabile"],
    ["IBAN IT60X0542811101000000123456 sbagliato", "IBAN ~ sbagliato"],
    ["it60 x054 2811 1010 0000 0123 456 sbagliato", "~ sbagliato"],
    ["IT 60 X 05428 11101 000000123456 sbagliato", "~ sbagliato"],
    ["IT60 X054 2811 101A BCDE FGHI JKL sbagliato", "~ sbagliato"],
    ["DE89 3704 0044 0532 0130 00 sbagliato", "~ sbagliato"],
    ["la pratica a1b2c3 è ferma", "la pratica ~ è ferma"],
    ["RSSMRA\u200B80A01\u200DH501U ecco", "~ ecco"],
    ["ＲＳＳＭＲＡ８０Ａ０１Ｈ５０１Ｕ ecco", "~ ecco"],
    ["R\u0336S\u0336S\u0336M\u0336R\u0336A\u03368\u03360\u0336A01H501U ecco", "~ ecco"],
    ["RSSMRA8OAO1H5O1U ecco", "~ ecco"],
  ],
  "addresses go": [
    ["scrivetemi a mario.rossi@posta.example grazie", "scrivetemi a ~ grazie"],
    ["mario @ posta . example", null],
    ["mario (at) x punto it", null],
    ["mario [AT] posta DOT com, grazie", "~, grazie"],
    ["mario chiocciola posta punto it va bene", "~ va bene"],
    ["mario punto rossi chiocciola posta punto it va bene", "~ va bene"],
    ["mario＠posta．it ecco", "~ ecco"],
    ["sono @mariorossi su facebook", "~ su facebook"],
    ["guardate https://example.org/a?b=c#d bello", "guardate ~ bello"],
    ["hxxps://example/x bello", "~ bello"],
    ["www.example.it bello", "~ bello"],
    ["andate su example.it, bello", "andate su ~, bello"],
    ["andate su EXAMPLE.COM/pagina bello", "andate su ~ bello"],
    ["andate su esempio punto com bello", "andate su ~ bello"],
    ["andate su esempio . it bello", "andate su ~ bello"],
    ["abito in via Roma 12, grazie", "abito in ~, grazie"],
    ["abito in Via Giuseppe Verdi, n. 12/A, 00185 Roma (RM), grazie", "abito in ~, grazie"],
    ["abito in VIA DEI MILLE 3 grazie", "abito in ~ grazie"],
    ["abito in via G. Verdi n°3 grazie", "abito in ~ grazie"],
    ["abito in via Garibaldi grazie", "abito in ~ grazie"],
    ["abito in viale dell'Industria 7 grazie", "abito in ~ grazie"],
    ["abito in v.le Europa 7 grazie", "abito in ~ grazie"],
    ["abito in p.zza san marco grazie", "abito in ~ grazie"],
    ["piazza Dante, 5 è casa mia", "~ è casa mia"],
    ["C.so Umberto I, 5 è casa mia", "~ è casa mia"],
    ["l.go Augusto 1 è casa mia", "~ è casa mia"],
    ["v. Cavour 9 è casa mia", "~ è casa mia"],
    ["vicolo corto 9 è casa mia", "~ è casa mia"],
    ["strada provinciale per il mare 9 è casa mia", "~ è casa mia"],
    ["contrada San Leo 4 è casa mia", "~ è casa mia"],
    ["Località Pian dell’Olmo 4 è casa mia", "~ è casa mia"],
    ["localita' Pian dell'Olmo 4 è casa mia", "~ è casa mia"],
    ["Frazione Colle 2 è casa mia", "~ è casa mia"],
    ["scrivetemi, 00185 Roma, grazie", "scrivetemi, ~, grazie"],
  ],
  "numbers go": [
    ["chiamatemi al 333 123 45 67", "chiamatemi al ~"],
    ["chiamatemi al +39.333.1234567!", "chiamatemi al ~!"],
    ["chiamatemi (06) 123-456 grazie", "chiamatemi ~ grazie"],
    ["chiamatemi 06/12.34.56 grazie", "chiamatemi ~ grazie"],
    ["chiamatemi 3\u00A03\u20033 grazie", "chiamatemi ~ grazie"],
    ["chiamatemi ³³³¹²³⁴ grazie", "chiamatemi ~ grazie"],
    ["chiamatemi ①②③ e ❶❷ grazie", "chiamatemi ~ e ~ grazie"],
    ["chiamatemi ٣٣٣١٢ grazie", "chiamatemi ~ grazie"],
    ["chiamatemi 𝟛𝟛𝟛 grazie", "chiamatemi ~ grazie"],
    ["chiamatemi 3️⃣3️⃣ grazie", "chiamatemi ~ grazie"],
    ["chiamatemi tre tre tre quattro cinque grazie", "chiamatemi ~ grazie"],
    ["chiamatemi Zero-Sei, due e tre grazie", "chiamatemi ~ grazie"],
    ["chiamatemi tretretre ventuno quarantotto grazie", "chiamatemi ~ grazie"],
    ["ho pagato trecentododici euro", "ho pagato ~ euro"],
    ["ho pagato 1.312,50 euro", "ho pagato ~ euro"],
    ["ho pagato € 312", "ho pagato € ~"],
    ["nata il 5 marzo 1950 a Roma", "nata il ~ a Roma"],
    ["nata il 05/03/1950 a Roma", "nata il ~ a Roma"],
    ["nel marzo del 2026 no", "nel ~ no"],
    ["½ chiaro", "~ chiaro"],
    ["1, 2, 3 ... 4", null],
  ],
  "what cannot be seen goes": [
    ["riga\r\n\r\n\tdue", "riga due"],
    ["a\u202Eb\u2066c\u200Fd\uFEFFe\u00ADf\u0000g\u001Bh", "abcdefgh"],
    ["c\u0301\u0302\u0303\u0304\u0305\u0306\u0307iao", "ć\u0302\u0303iao"],
    ["cia\uE000o \uD800bello", "ciao bello"],
    ["\u0301 ", null],
    ["", null],
    [" \n\u200B ", null],
    ["123", null],
    ["[…]", null],
    ["[...] bene […] 4", "~ bene ~"],
  ],
} satisfies Record<string, [comment: string, cleaned?: string | null][]>;

describe.each(Object.entries(rows))("%s", (_, table) => {
  test.each(table.map(([comment, cleaned]) => ({ comment, cleaned })))("$comment", ({ comment, cleaned }) => {
    const expected = cleaned === undefined ? comment : cleaned;
    expect(cleanComment(comment)).toBe(expected?.replaceAll("~", "[…]") ?? null);
  });
});

/** Pieces that meet in personal data, and whatever else there is. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(..." .,;:-/_@()[]'’…\n€°+") },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."via,viale,v.le,p.zza,n.,Roma,www,http://,.it,punto,chiocciola,(at),at,tre,sei,venti,cento,e,di,marzo,RL,IT,A,RSSMRA,80,A01,H501U,LM,[…],[...],S,x".split(
        ",",
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "\u0301",
      "\u0338",
      "\u20E3",
      "\u200B",
      "\u202E",
      "\u3164",
      "\u115F",
      "\u09C7",
      "\u09BE",
      "\uD800",
      "\uE000",
      "\u00B4",
      "ﷺ",
      "½",
      "²",
      "Ⅷ",
      "❶",
      "٣",
      "２",
      "İ",
      "ß",
      "ﬁ",
      "が",
      "ᄀ",
      "ᅡ",
      "ᆨ",
    ),
  },
  { weight: 1, arbitrary: fc.nat({ max: 999 }).map(String) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
);
const comments = fc
  .array(fc.tuple(piece, fc.constantFrom("", " ")), { maxLength: 25 })
  .map((pairs) => pairs.flat().join(""));

test("no digit, no @, nothing invisible and no line break is left, whatever is written", () => {
  fc.assert(
    fc.property(comments, (comment) => {
      const cleaned = cleanComment(comment) ?? "";
      expect(cleaned).not.toMatch(/[\p{N}@\p{C}\p{Default_Ignorable_Code_Point}]|\p{M}{3}|\s\s|^\s|\s$|[^\S ]/u);
      for (const token of cleaned.match(/[\p{L}\p{N}]{5,}/gu) ?? []) expect(token).toMatch(/^\p{L}+$/u);
      expect(cleaned).not.toMatch(/\[…\][\s\p{P}\p{S}]*\[…\]/u);
    }),
    { numRuns: 5_000 },
  );
});

/** The signs of a code in either case, with others strewn between them. */
function spelled(code: string, signs: readonly string[]): fc.Arbitrary<string> {
  const sign = (of: string) =>
    fc
      .tuple(fc.boolean(), fc.constantFrom("", ...signs))
      .map(([isSmall, after]) => (isSmall ? of.toLowerCase() : of) + after);
  return fc.tuple(...[...code.slice(0, -1)].map(sign)).map((parts) => parts.join("") + code.slice(-1));
}

const invisible = ["\u200B", "\u00AD", "\u2060", "\u202E", "\u0000"];

test.each([
  { what: "codice fiscale", code: "RSSMRA80A01H501U", signs: [" ", "-", ".", "/", " -", "\u00A0", ...invisible] },
  { what: "provisional code", code: "90000000011", signs: [" ", "-", ".", "/", ") ", " (", ...invisible] },
  { what: "notice number", code: "301012345678901234", signs: [" ", "-", "\n", " / ", ...invisible] },
  { what: "telephone number", code: "393331234567", signs: [" ", "-", ".", "/", " - ", ") ", ...invisible] },
  { what: "address", code: "mario.rossi@example.it", signs: invisible },
])("a $what is removed however it is spelled", ({ code, signs }) => {
  fc.assert(
    fc.property(spelled(code, signs), (written) => {
      expect(cleanComment(`ecco ${written} grazie`)).toBe("ecco […] grazie");
    }),
    { numRuns: 1_000 },
  );
});

test("cleaned twice is the same as once", () => {
  fc.assert(
    fc.property(comments, (comment) => {
      const once = cleanComment(comment);
      if (once !== null) expect(cleanComment(once)).toBe(once);
    }),
    { numRuns: 5_000 },
  );
});

test("a sentence of words without digits is whole", () => {
  const words =
    "il video è chiaro ma la voce non si sente bene grazie ho capito tutto quello che devo fare per pagare".split(" ");
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }), (said) => {
      expect(cleanComment(`${said.join(" ")}.`)).toBe(`${said.join(" ")}.`);
    }),
  );
});

/** What regular expressions are slow on: what nearly matches, over and over. */
const nearly = [
  ..."a,1,@,.,-,_, ,a.,.a,a@,@a, (at) ,a(at),(at),a at , at ,a chiocciola , punto ,a punto ,www,www ,http:,http://,via ,via a ,via Roma ,via A,V".split(
    ",",
  ),
  ..."tre,tre ,cento,RSSMRA,RSSMRA80A01H501,LLLLLL,IT,IT1,A ,A. ,-a-,a-,1-,(1,),!,!1,marzo ,1 marzo,½,[…],[...],\u0301,\u200b,\uE000,ﷺ".split(
    ",",
  ),
  ..."a,a\n,mail a , a@ ,punto it,a .,00185 Roma, Roma,p.zza ,v.le a, e, tre e".split(","),
];

test.each(nearly)("a long row of «%s» is cleaned at once", (part) => {
  for (const end of ["", "x", " x", "!", "@", " 1"]) {
    const comment = part.repeat(Math.ceil(20_000 / part.length)) + end;
    expect(cleanComment(comment) ?? "").not.toMatch(/[\p{N}@]/u);
  }
});
