import { Config } from "@remotion/cli/config";

Config.setEntryPoint("compositions/index.ts");
Config.setVideoImageFormat("jpeg");
