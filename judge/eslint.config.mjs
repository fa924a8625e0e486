import { defineConfig, globalIgnores } from "eslint/config";
import typescript from "eslint-config-next/typescript";
import base from "../eslint.base.mjs";

export default defineConfig(globalIgnores(["**/.next/"]), typescript, base);
