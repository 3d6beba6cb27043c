import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { costHeader } from './cost.js';
import { addAsset, pageHeaders, readPackageFile } from './page-assets.js';

/** A ready query; its tab is titled with the operation's name. */
export interface ExampleTab {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface PlaygroundOptions {
  /** Path of the GraphQL server, on the same origin. */
  readonly endpoint: string;
  readonly tabs: readonly ExampleTab[];
}

/** The only files that are served, in the order in which the page needs them. */
const assets = [
  { from: 'graphiql', file: 'graphiql.min.css' },
  { from: 'react', file: 'umd/react.production.min.js' },
  { from: 'react-dom', file: 'umd/react-dom.production.min.js' },
  { from: 'graphiql', file: 'graphiql.min.js' },
] as const;

/** Fastify plugin: GraphiQL at `/`, from installed packages, without a request to anyone else. */
export async function playground(app: FastifyInstance, options: PlaygroundOptions): Promise<void> {
  for (const asset of assets) {
    const content = await readPackageFile(asset.from, asset.file);
    const contentType = asset.file.endsWith('.css') ? 'text/css' : 'text/javascript';
    addAsset(app, { url: assetPath(asset), contentType, content });
  }

  app.get('/', (_request, reply) => {
    const nonce = randomBytes(18).toString('base64url');
    return reply
      .headers(pageHeaders(contentSecurityPolicy(nonce)))
      .type('text/html; charset=utf-8')
      .send(page(nonce, options));
  });
}

const assetPath = ({ from, file }: { from: string; file: string }) => `/playground/${from}/${file}`;

function contentSecurityPolicy(nonce: string): string[] {
  // Covers and snapshots of the embedded service come from a port of its own on this machine.
  const pictures = "'self' data: blob: http://127.0.0.1:*";
  return [
    `script-src 'nonce-${nonce}'`,
    // GraphiQL styles elements through the DOM, which needs no permission, and its dialogs add one
    // style element, which takes the nonce: so no 'unsafe-inline'.
    `style-src 'self' 'nonce-${nonce}'`,
    'font-src data:',
    `img-src ${pictures}`,
    `media-src ${pictures}`,
    "connect-src 'self'",
  ];
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="4" fill="#d60590"/><path d="M6 4.5v7L12 8z" fill="#fff"/></svg>`;

function page(nonce: string, { endpoint, tabs }: PlaygroundOptions): string {
  const settings = {
    endpoint,
    // Each answer tells what it cost.
    headers: { [costHeader]: '1' },
    tabs: tabs.map(({ query, variables }) => ({
      query,
      variables: JSON.stringify(variables, null, 2),
    })),
  };
  const [style, ...scripts] = assets.map(assetPath);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>vodgraph</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}">
    <link rel="stylesheet" href="${style}">
    <style nonce="${nonce}">html, body, #playground { height: 100%; margin: 0 }</style>
  </head>
  <body>
    <div id="playground"></div>
    ${scripts.map((path) => `<script nonce="${nonce}" src="${path}"></script>`).join('\n    ')}
    <script nonce="${nonce}">
      var settings = ${inScript(settings)};
      // GraphiQL's dialogs put this nonce on the style element they add.
      var __webpack_nonce__ = '${nonce}';
      ReactDOM.createRoot(document.getElementById('playground')).render(
        React.createElement(GraphiQL, {
          fetcher: GraphiQL.createFetcher({ url: settings.endpoint, headers: settings.headers }),
          defaultTabs: settings.tabs,
          // On a first visit GraphiQL forgets the variables of the tab it opens; later it has its own.
          variables: localStorage.getItem('graphiql:tabState') ? undefined : settings.tabs[0]?.variables,
          defaultEditorToolsVisibility: 'variables',
        }, React.createElement(GraphiQL.Logo, null, 'vodgraph')),
      );
    </script>
  </body>
</html>
`;
}

/** JSON that can neither end the script element it stands in nor open a comment. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');
