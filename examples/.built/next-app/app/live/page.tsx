import { Events } from "./events";

export default function Page() {
  return <Events url="/api/v1/workloads/42/logs" />;
}
