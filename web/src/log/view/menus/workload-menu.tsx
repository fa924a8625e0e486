"use client";

import { useState } from "react";
import { ConfirmDialog, type Question } from "@/kit/confirm-dialog";
import { type Action, type ActionResult, requestAction } from "@/kit/request-action";
import { canStop, type Workload } from "@/kit/workload";
import { Icon } from "./icons";
import { Menu } from "./menu";

/** Restart and stop, each after a question. */
export function WorkloadMenu({ workload, onResult }: Props) {
  const [question, setQuestion] = useState<Question>();
  const ask = (action: Action, button: HTMLElement) => {
    button.closest<HTMLElement>("[popover]")!.hidePopover(); // gives the focus back to where it is to return
    setQuestion({ action, workload });
  };
  const onAnswer = (confirmed: boolean) => {
    setQuestion(undefined);
    const { action, workload } = question!;
    if (confirmed) void requestAction(action, workload).then((result) => onResult(action, result));
  };
  return (
    <>
      <Menu label="Restart or stop" button={<Icon name="more" />}>
        <button
          type="button"
          className="menu-item"
          onClick={({ currentTarget }) => ask("restart", currentTarget)}
        >
          Restart {workload.name}…
        </button>
        <button
          type="button"
          className="menu-item"
          disabled={!canStop(workload)}
          onClick={({ currentTarget }) => ask("stop", currentTarget)}
        >
          Stop {workload.name}…
        </button>
      </Menu>
      {question && <ConfirmDialog question={question} onAnswer={onAnswer} />}
    </>
  );
}

interface Props {
  workload: Workload;
  onResult: (action: Action, result: ActionResult) => void;
}
