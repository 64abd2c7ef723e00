import { House } from "../illustrations/house.tsx";
import { Pause } from "../illustrations/pause.tsx";
import { PhoneWithNotice } from "../illustrations/phone-with-notice.tsx";
import { PortalScreen } from "../illustrations/portal-screen.tsx";
import { Shield } from "../illustrations/shield.tsx";
import { YearOfQuarters } from "../illustrations/year-of-quarters.tsx";
import type { DrawingName } from "./launch.ts";

/** A drawing by its name; `growth` from 0 to 1 moves it into its final state. */
export function Drawing({ name, growth }: { name: DrawingName; growth: number }) {
  switch (name) {
    case "house":
      return <House />;
    case "calendar":
      return <YearOfQuarters marked={growth} />;
    case "phone":
      return <PortalScreen stepsAt={[-100, -90, 30, 62]} />;
    case "pause":
      return <Pause growth={growth} />;
    case "notice":
      return <PhoneWithNotice arrival={growth} />;
    case "shield":
      return <Shield checked={growth} />;
    default:
      return name satisfies never;
  }
}
