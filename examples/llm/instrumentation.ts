import { hop } from "./lib/backend";

export const register = () => hop.register();
