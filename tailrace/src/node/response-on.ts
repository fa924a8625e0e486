import { type IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A response on a connection that Node has taken its parser from: the last one there, unless it changes the protocol. */
export function responseOn(socket: Socket, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  socket.on("drain", () => response.emit("drain"));
  socket.on("error", () => {}); // its close says enough
  const close = () => void response.emit("close");
  response.once("finish", () => {
    response.detachSocket(socket);
    if (response.statusCode === 101) return void socket.once("close", close);
    socket.end();
    close();
  });
  return response;
}
