import type { Scene } from "../scene.ts";
import { AccountStatement } from "./account-statement.tsx";
import { Cessation } from "./cessation.tsx";
import { Closing } from "./closing.tsx";
import { Greeting } from "./greeting.tsx";
import { LatePayment } from "./late-payment.tsx";
import { Notices } from "./notices.tsx";
import { PayNetwork } from "./pay-network.tsx";
import { PayOnline } from "./pay-online.tsx";
import { Quarters } from "./quarters.tsx";
import { Recalculation } from "./recalculation.tsx";
import { RecentPayment } from "./recent-payment.tsx";
import { Request } from "./request.tsx";
import { Services } from "./services.tsx";
import { Suspension } from "./suspension.tsx";
import { Together } from "./together.tsx";
import { Worker } from "./worker.tsx";

/** Any scene; one that is forgotten here does not compile. */
export function SceneView({ scene }: { scene: Scene }) {
  switch (scene.kind) {
    case "greeting":
      return <Greeting scene={scene} />;
    case "worker":
      return <Worker scene={scene} />;
    case "together":
      return <Together scene={scene} />;
    case "quarters":
      return <Quarters scene={scene} />;
    case "request":
      return <Request scene={scene} />;
    case "recent-payment":
      return <RecentPayment scene={scene} />;
    case "notices":
      return <Notices scene={scene} />;
    case "pay-online":
      return <PayOnline scene={scene} />;
    case "pay-network":
      return <PayNetwork scene={scene} />;
    case "suspension":
      return <Suspension scene={scene} />;
    case "cessation":
      return <Cessation scene={scene} />;
    case "recalculation":
      return <Recalculation scene={scene} />;
    case "late-payment":
      return <LatePayment scene={scene} />;
    case "account-statement":
      return <AccountStatement scene={scene} />;
    case "services":
      return <Services scene={scene} />;
    case "closing":
      return <Closing scene={scene} />;
    default:
      return scene satisfies never;
  }
}
