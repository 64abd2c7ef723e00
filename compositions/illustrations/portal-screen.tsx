import type { ReactNode } from "react";
import { useGrowth } from "../parts/motion.tsx";
import { palette } from "../theme.ts";
import { Canvas } from "./canvas.tsx";
import { CheckMark } from "./check-mark.tsx";
import { Phone } from "./phone.tsx";

/** What the phone shows, in the order of the steps; with more steps the last view stays. */
const views = [<Login key="login" />, <Menu key="menu" />, <QuarterChoice key="quarter" />, <Payment key="payment" />];

/** A phone that goes through a payment: a view for each step, entering at its frame. */
export function PortalScreen({ stepsAt }: { stepsAt: number[] }) {
  return (
    <Canvas>
      <Phone>
        <rect x="124" y="58" width="172" height="46" rx="12" fill={palette.blue} />
        <rect x="124" y="90" width="172" height="14" fill={palette.blue} />
        <rect x="140" y="73" width="72" height="14" rx="7" fill={palette.white} />
      </Phone>
      {views.map((view, index) => (
        <View key={index} at={stepsAt[index]}>
          {view}
        </View>
      ))}
    </Canvas>
  );
}

/** Slides over the view before it. */
function View({ at = 0, children }: { at?: number; children: ReactNode }) {
  const growth = useGrowth(at);
  return (
    <g opacity={growth} transform={`translate(${(1 - growth) * 30} 0)`}>
      <rect x="124" y="104" width="172" height="246" fill={palette.white} />
      {children}
    </g>
  );
}

function Login() {
  return (
    <>
      <rect x="170" y="178" width="80" height="62" rx="10" fill={palette.deepBlue} />
      <path d="M186 180v-18a24 24 0 0 1 48 0v18" fill="none" stroke={palette.deepBlue} strokeWidth="12" />
      <circle cx="210" cy="206" r="9" fill={palette.white} />
      <rect x="144" y="270" width="132" height="34" rx="17" fill={palette.blue} />
      <rect x="178" y="281" width="64" height="12" rx="6" fill={palette.white} />
    </>
  );
}

function Menu() {
  return (
    <>
      {[124, 178, 232, 286].map((y, index) => (
        <g key={y}>
          <rect x="138" y={y} width="144" height="42" rx="8" fill={index === 1 ? palette.blue : palette.mist} />
          <rect
            x="180"
            y={y + 15}
            width={index === 1 ? 84 : 64}
            height="12"
            rx="6"
            fill={index === 1 ? palette.white : palette.sky}
          />
          <path d={`M150 ${y + 24}l10-9 10 9v8h-20Z`} fill={index === 1 ? palette.white : palette.sky} />
        </g>
      ))}
    </>
  );
}

function QuarterChoice() {
  return (
    <>
      <circle cx="160" cy="144" r="18" fill={palette.skinDark} />
      <rect x="190" y="130" width="84" height="12" rx="6" fill={palette.navy} />
      <rect x="190" y="150" width="56" height="10" rx="5" fill={palette.sky} />
      {[0, 1, 2, 3].map((quarter) => (
        <rect
          key={quarter}
          x={140 + (quarter % 2) * 74}
          y={186 + Math.floor(quarter / 2) * 66}
          width="66"
          height="56"
          rx="8"
          fill={quarter === 0 ? palette.amber : palette.mist}
        />
      ))}
      <path
        d="m158 214 11 11 20-23"
        fill="none"
        stroke={palette.navy}
        strokeWidth="8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  );
}

function Payment() {
  return (
    <>
      <CheckMark x={210} y={178} radius={50} growth={1} />
      <rect x="150" y="252" width="120" height="14" rx="7" fill={palette.sky} />
      <rect x="144" y="288" width="132" height="38" rx="19" fill={palette.blue} />
      <rect x="180" y="301" width="60" height="12" rx="6" fill={palette.white} />
    </>
  );
}
