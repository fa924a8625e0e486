/** Loads the page anew, at which a login in front of the console shows itself, and leads back here. */
export function SignInLink({ className = "" }: { className?: string }) {
  return (
    <a href="" className={`button ${className}`}>
      Sign in
    </a>
  );
}
