import { campaignInWords } from "../../../domain/italian.ts";
import { delegateChannel } from "../../../domain/notification.ts";
import type { CampaignReading } from "./campaign-reading.ts";
import { nameOf } from "./names.ts";
import { numberShown, percentShown } from "./shown-value.ts";

/** Something that needs a hand: what is wrong and what to do, in one sentence, with the command that does it. */
export type NextStep = { says: string; command: string };

/** Of fewer notices or rows a percentage says little. */
const enough = 100;

/** Percent of notices that came back, or of rows that were rejected, from which somebody looks into it. */
const tooMany = 5;

/** What needs a hand, the most urgent first; none when all is well, or too small to be told. */
export function nextStepsOf(reading: CampaignReading): NextStep[] {
  const command = (words: string) => `videoguida ${words} --campaign ${reading.campaign}`;
  return [
    ...toldWrongly(reading, command("notify")),
    ...failedGuides(reading, command("run")),
    ...notTold(reading, command("run")),
    ...rejectedRows(reading, command("plan")),
    ...bounced(reading),
    ...withoutReceipts(reading),
    ...withoutVisits(reading),
  ];
}

function toldWrongly(reading: CampaignReading, command: string): NextStep[] {
  const who = peopleOf(reading, "corrections_waiting");
  if (who === null) return [];
  const verbs =
    who === onePerson ? "ha ricevuto un avviso che non doveva" : "hanno ricevuto un avviso che non dovevano";
  return [{ says: `${who} ${verbs} ricevere: manda la rettifica.`, command }];
}

function failedGuides(reading: CampaignReading, command: string): NextStep[] {
  const who = peopleOf(reading, "failed");
  if (who === null) return [];
  const verbs = who === onePerson ? "non ha la sua guida" : "non hanno la loro guida";
  const says = `${who} ${verbs}, che non si è potuta fare: guarda perché in campaigns/${reading.campaign}/campaign.json e ripeti.`;
  return [{ says, command }];
}

const onePerson = "1 persona";

/** Of these measures 0 is shown: who is too few to be counted is somebody. Null when it is nobody. */
function peopleOf({ value, fewest }: CampaignReading, measure: "corrections_waiting" | "failed"): string | null {
  const count = value(measure);
  if (count === null || count === 0) return null;
  if (typeof count !== "number") return `Alcune persone (meno di ${fewest})`;
  return count === 1 ? onePerson : `${numberShown(count)} persone`;
}

function notTold({ number, value }: CampaignReading, command: string): NextStep[] {
  const selected = number("selected") ?? 0;
  if (selected < enough || value("available") !== "few") return [];
  return [
    {
      says: `${numberShown(selected)} destinatari aspettano: le guide non sono ancora pronte, o nessuno è stato avvisato.`,
      command,
    },
  ];
}

function rejectedRows({ number, dimensions, campaign }: CampaignReading, command: string): NextStep[] {
  return dimensions("rows").flatMap((file) => {
    const [rows, rejected] = [number("rows", file) ?? 0, number("rejected", file) ?? 0];
    if (rows < enough || (rejected / rows) * 100 <= tooMany) return [];
    const share = `${numberShown(rejected)} righe su ${numberShown(rows)} (${percentShown(rejected, rows)})`;
    const says = `«${nameOf("file")(file)}»: scartate ${share}. Manda campaigns/${campaign}/rejected.csv a chi prepara l’estratto e ripeti con quello corretto.`;
    return [{ says, command }];
  });
}

function bounced({ number, dimensions, campaign }: CampaignReading): NextStep[] {
  return dimensions("sent").flatMap((channel) => {
    const [sent, back] = [number("sent", channel) ?? 0, number("bounced", channel) ?? 0];
    if (sent < enough || (back / sent) * 100 <= tooMany) return [];
    const share = `${numberShown(back)} avvisi su ${numberShown(sent)} (${percentShown(back, sent)})`;
    const says = `${nameOf("channel")(channel)}: non recapitati ${share}. Confronta i recapiti con campaigns/${campaign}/unreachable.csv. Di una persona si vede tutto con:`;
    return [{ says, command: "videoguida inspect <codice fiscale>" }];
  });
}

/** Only where no channel has any: one that never reports is no news. */
function withoutReceipts({ number, value, dimensions }: CampaignReading): NextStep[] {
  const channels = dimensions("sent");
  const sent = channels.reduce((sum, channel) => sum + (number("sent", channel) ?? 0), 0);
  const hasSome = channels.some((channel) =>
    ["delivered", "read", "bounced"].some(
      (measure) =>
        value(measure, channel) !== "few" && value(measure, channel) !== null && value(measure, channel) !== 0,
    ),
  );
  if (sent < enough || hasSome) return [];
  const says = `Inviati ${numberShown(sent)} avvisi, e nessuno ha ancora detto se sono arrivati: carica le ricevute.`;
  return [{ says, command: "videoguida receipts import <file>" }];
}

/** Events of a portal that has pages of its own come in a file. */
function withoutVisits({ number, value, dimensions, campaign }: CampaignReading): NextStep[] {
  // What a delegate has got is no employer's guide.
  const channels = dimensions("delivered").filter((channel) => channel !== delegateChannel);
  const delivered = channels.reduce((sum, channel) => sum + (number("delivered", channel) ?? 0), 0);
  const opened = value("opened");
  if (delivered < enough || (opened !== "few" && opened !== null)) return [];
  const what =
    opened === null
      ? "e non si sa chi ha aperto la guida: carica gli eventi delle pagine."
      : "e quasi nessuno ha aperto la guida: prova un indirizzo, e se le pagine sono di un altro portale carica i suoi eventi.";
  const says = `Arrivati ${numberShown(delivered)} avvisi di ${campaignInWords(campaign)}, ${what}`;
  return [{ says, command: "videoguida events import <file>" }];
}
