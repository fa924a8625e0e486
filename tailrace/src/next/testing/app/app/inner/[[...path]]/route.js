import { second } from "../../../lib/backend";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = second.handlers;
