"use client";

import { useChat } from "@ai-sdk/react";

/** The AI SDK's own client, which asks /api/chat by default. */
export function Chat() {
  const { messages, sendMessage, status, stop, error } = useChat();
  return (
    <main>
      {messages.map(({ id, role, parts }) => (
        <p key={id} data-role={role}>
          {parts.map((part) => (part.type === "text" ? part.text : null))}
        </p>
      ))}
      {error && <p role="alert">The answer broke off.</p>}
      <form action={(form) => void sendMessage({ text: String(form.get("text")) })}>
        <input name="text" aria-label="Message" required />
        <button>Send</button>
        <button type="button" onClick={() => void stop()}>
          Stop
        </button>
        <output>{status}</output>
      </form>
    </main>
  );
}
