import { decimal } from "../../../../domain/italian.ts";
import { barChart } from "../../../../measure/charts/bar-chart.ts";
import { type CampaignReading, rowsOf } from "../campaign-reading.ts";
import { figureOf, type Section, sectionOf } from "../figure.ts";
import { numberShown, percentShown } from "../shown-value.ts";

/** How guides are liked, in stars and in words. */
export function likingSection(reading: CampaignReading): Section {
  return sectionOf("gradimento", "Gradimento", [ratings(reading), byWorkers(reading)], { comments: reading.comments });
}

function ratings(reading: CampaignReading) {
  const stars = ["5", "4", "3", "2", "1"].filter((rating) => reading.value("rated", rating) !== null);
  return figureOf({
    ...{ id: "stelle", title: "Ultima valutazione di ciascuno", says: aboutRatings(reading, stars) },
    table: {
      head: ["Persone"],
      rows: rowsOf(reading, ["rated"], (rating) => (rating === "1" ? "1 stella" : `${rating} stelle`), stars),
    },
    draw: barChart,
  });
}

function aboutRatings(reading: CampaignReading, stars: readonly string[]): string {
  const [mean, margin] = [reading.number("rating_mean"), reading.number("rating_margin")];
  const counts = stars.map((rating) => reading.number("rated", rating));
  const people = counts.every((count) => count !== null) ? counts.reduce((sum, count) => sum + count, 0) : null;
  const happy = (reading.number("rated", "4") ?? 0) + (reading.number("rated", "5") ?? 0);
  const meanSays =
    mean === null
      ? ""
      : `In media ${decimal(Math.round(mean * 10) / 10)} su 5${margin === null ? "" : ` (più o meno ${decimal(margin)})`}`;
  const happySays = people
    ? `${numberShown(happy)} persone su ${numberShown(people)} danno 4 o 5 stelle (${percentShown(happy, people)})`
    : "";
  return (
    [meanSays, happySays].filter(Boolean).join("; ") +
    (meanSays || happySays ? "." : "La media non si può ancora mostrare.")
  );
}

function byWorkers(reading: CampaignReading) {
  const names: Record<string, string> = { "one-worker": "Un lavoratore", "several-workers": "Più lavoratori" };
  const dimensions = reading.dimensions("rating_mean").filter((dimension) => dimension !== "");
  const [one, several] = ["one-worker", "several-workers"].map((dimension) => reading.cell("rating_mean", dimension));
  const areShown = typeof one?.value === "number" && typeof several?.value === "number";
  return figureOf({
    ...{ id: "lavoratori", title: "Gradimento con uno o più lavoratori" },
    says: areShown
      ? `In media ${one.text} da chi ha un lavoratore, ${several.text} da chi ne ha più d’uno.`
      : "La media di chi ha un lavoratore e di chi ne ha più d’uno.",
    table: {
      head: ["Media"],
      rows: rowsOf(reading, ["rating_mean"], (dimension) => names[dimension] ?? dimension, dimensions),
    },
    draw: (table, label) => barChart(table, { ...label, largest: 5 }),
  });
}
