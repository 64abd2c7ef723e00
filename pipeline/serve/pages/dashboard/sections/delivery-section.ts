import { barChart } from "../../../../measure/charts/bar-chart.ts";
import { type CampaignReading, rowsOf } from "../campaign-reading.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { nameOf } from "../names.ts";
import { numberShown, percentShown } from "../shown-value.ts";

/** Whether notices arrive. */
export function deliverySection(reading: CampaignReading): Section {
  return sectionOf("consegna", "Consegna", [channels(reading), unreachable(reading), corrections(reading)]);
}

function channels(reading: CampaignReading) {
  return figureOf({
    ...{ id: "canali", title: "Avvisi per canale", says: aboutChannels(reading) },
    table: {
      head: ["Inviati", "Consegnati", "Letti", "Non recapitati"],
      rows: rowsOf(reading, ["sent", "delivered", "read", "bounced"], nameOf("channel")),
    },
    draw: (table, label) => barChart(table, { ...label, columns: ["Inviati", "Consegnati", "Letti"] }),
  });
}

/** The channel from which most comes back, or without one the channel that most arrives by. */
function aboutChannels({ number, dimensions }: CampaignReading): string {
  const channels = dimensions("sent").flatMap((channel) => {
    const [sent, delivered] = [number("sent", channel), number("delivered", channel)];
    return sent ? [{ name: nameOf("channel")(channel), sent, delivered, bounced: number("bounced", channel) }] : [];
  });
  const most = (key: "delivered" | "bounced") =>
    channels
      .flatMap((channel) =>
        channel[key] ? [{ ...channel, count: channel[key], share: channel[key] / channel.sent }] : [],
      )
      .sort((one, other) => other.share - one.share)[0];
  const [back, arrived] = [most("bounced"), most("delivered")];
  if (back) return `Tornano indietro di più gli avvisi per ${back.name}: ${ofAll(back)}.`;
  if (arrived) return `Arrivano di più gli avvisi per ${arrived.name}: ${ofAll(arrived)}.`;
  return "Di nessun canale si può dire ancora quanti avvisi sono arrivati.";
}

function ofAll({ count, sent }: { count: number; sent: number }): string {
  return `${numberShown(count)} su ${numberShown(sent)} (${percentShown(count, sent)})`;
}

function unreachable(reading: CampaignReading) {
  const rows = rowsOf(reading, ["unreachable"], nameOf("unreachable"));
  const counts = rows.map(({ cells }) => cells[0]?.value);
  const total = counts.every((count) => typeof count === "number")
    ? counts.reduce((sum, count) => sum + count, 0)
    : null;
  const who = total === null ? "Alcuni destinatari" : `${numberShown(total)} destinatari`;
  return figureOf({
    ...{ id: "irraggiungibili", title: "Chi ha solo l’avviso in MyINPS", table: { head: ["Persone"], rows } },
    says: `${who} non si raggiungono che in MyINPS: senza altri canali, o con avvisi tornati indietro.`,
    draw: barChart,
  });
}

function corrections(reading: CampaignReading) {
  const rows = rowsOf(reading, ["corrections"], nameOf("channel"));
  return figureOf({
    ...{ id: "rettifiche", title: "Rettifiche", table: { head: ["Avvisi"], rows } },
    says: "Avvisi mandati a chi aveva ricevuto una guida che non doveva ricevere.",
  });
}
