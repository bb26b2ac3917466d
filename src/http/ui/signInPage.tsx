import { plainPage } from "./document.js";
import { TextField } from "./forms.js";

interface SignInProps {
  readonly newsroom: string;
  /** Why the attempt before did not work. */
  readonly problem: string | null;
}

/** Where somebody without a session comes in. */
export function signInPage({ newsroom, problem }: SignInProps): string {
  return plainPage(
    newsroom,
    "Sign in",
    <>
      <h1>Sign in to the rights desk</h1>
      {problem === null ? null : (
        <div class="flash refused" role="alert">
          <p>{problem}</p>
        </div>
      )}
      <form method="post" action="/sign-in" class="form">
        <TextField
          name="token"
          label="Token"
          type="password"
          hint="From your sign-in link, or your API token. The program prints a link for the administrator when it starts."
          required
        />
        <button type="submit" class="primary">
          Sign in
        </button>
      </form>
    </>,
  );
}
