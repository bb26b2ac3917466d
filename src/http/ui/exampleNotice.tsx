import { renderToString } from "preact-render-to-string";

/** What every page of an example says above its content. */
export function renderedExampleNotice(beginReal: string): string {
  return renderToString(
    <aside class="example-notice">
      <p>
        This is an example: the newsroom, its partners and their columns are invented. Begin your own:{" "}
        <code>{beginReal}</code>
      </p>
    </aside>,
  );
}
