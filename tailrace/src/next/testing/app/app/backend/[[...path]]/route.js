import { hop } from "../../../lib/backend";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = hop.handlers;
