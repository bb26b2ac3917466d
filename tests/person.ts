/** A person at the desk: a browser without scripts, in a few lines. */
export class Person {
  private cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  async open(path: string): Promise<{ readonly status: number; readonly html: string }> {
    const response = await fetch(`${this.origin}${path}`, { headers: { cookie: this.cookie() }, redirect: "manual" });
    this.keep(response);
    return { status: response.status, html: await response.text() };
  }

  async send(
    path: string,
    fields: readonly (readonly [string, string])[],
  ): Promise<{ readonly status: number; readonly location: string; readonly html: string }> {
    const body = new URLSearchParams(fields.map(([name, value]) => [name, value]));
    const response = await fetch(`${this.origin}${path}`, {
      method: "POST",
      headers: { cookie: this.cookie() },
      body,
      redirect: "manual",
    });
    this.keep(response);
    return { status: response.status, location: response.headers.get("location") ?? "", html: await response.text() };
  }

  /** Sends the form with a page's own token. */
  async act(page: string, action: string, fields: readonly (readonly [string, string])[]) {
    const csrf = /name="csrf" value="([^"]+)"/u.exec((await this.open(page)).html)?.[1] ?? "";
    return this.send(action, [["csrf", csrf], ...fields]);
  }

  cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private keep(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
  }
}
