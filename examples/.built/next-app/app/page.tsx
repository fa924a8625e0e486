import Link from "next/link";

export default function Home() {
  return (
    <main>
      <h1>An app that has installed Tailrace</h1>
      <ul>
        <li>
          <Link href="/live">Events, as they come</Link>
        </li>
        <li>
          <Link href="/jobs">What the backend says to you</Link>
        </li>
      </ul>
    </main>
  );
}
