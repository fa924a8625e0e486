import { defineConfig, globalIgnores } from "eslint/config";
import coreWebVitals from "eslint-config-next/core-web-vitals";
import typescript from "eslint-config-next/typescript";
import base from "../eslint.base.mjs";

export default defineConfig(globalIgnores(["**/.next/", "next-env.d.ts"]), coreWebVitals, typescript, base);
