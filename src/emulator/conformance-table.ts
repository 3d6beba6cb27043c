import { gatewayErrors } from './documentation/gateway.js';
import type {
  ErrorSupport,
  OperationDocumentation,
  ParameterSupport,
} from './documentation/support.js';
import { documentation } from './documentation.js';
import { knownOperations } from './known-operations.js';

/** `docs/conformance.md`: what `documentation` says, for readers. */
export function conformanceTable(): string {
  const names = Object.keys(documentation);
  const refused = [...knownOperations].filter((name) => !names.includes(name)).sort();
  return `${[
    introduction(names.length),
    table([
      ...Object.entries(documentation).flatMap(([name, entry]) => operationRows(name, entry)),
      ...errorRows('*every operation*', gatewayErrors),
    ]),
    '## Operations that are refused',
    `These ${refused.length} answer \`UnsupportedOperation\` with their name.`,
    refused.map((name) => `\`${name}\``).join(', '),
  ].join('\n\n')}\n`;
}

function introduction(served: number): string {
  return `# What the embedded VOD service answers

Written by \`npm run conformance\` from \`src/emulator/documentation\`; do not edit.

The service answers ${served} of the ${knownOperations.size} operations of VOD's version 2017-03-21. This table lists each of them with its published quota, all its documented parameters and all its documented errors. A parameter that is not in the table is unknown to VOD too, and is ignored, as VOD's gateway does.

| state | of a parameter | of an error |
|---|---|---|
| supported | does what the vendor documents | is answered when the vendor says it is, with the status given |
| unverified | is served, but the vendor does not say what happens in some case: the last column tells what happens here | is answered, but when, or with which status, is not documented: the last column tells |
| refused | is documented and not served: \`InvalidParameter\` names it, nothing is silently ignored | – |
| never | – | nothing in this service leads to it. It can be ordered as a fault |

The states are tested: \`test/conformance\` sends every parameter that is served, provokes every error that is answered, compares the bodies with the documents member by member, and fails if the table claims more than that.`;
}

interface Row {
  readonly operation: string;
  readonly kind: 'quota' | 'parameter' | 'error';
  readonly name: string;
  readonly status?: string;
  readonly state?: string;
  readonly choice?: string;
}

function operationRows(operation: string, entry: OperationDocumentation): Row[] {
  const { qps, parameters, errors } = entry;
  const quota = qps === undefined ? 'not published' : `${qps} calls a second`;
  return [
    { operation, kind: 'quota', name: quota },
    ...Object.entries(parameters).map(([name, support]) => parameterRow(operation, name, support)),
    ...errorRows(operation, errors),
  ];
}

function parameterRow(operation: string, name: string, support: ParameterSupport): Row {
  return { operation, kind: 'parameter', name: `\`${name}\``, ...readSupport(support) };
}

function errorRows(operation: string, errors: Readonly<Record<string, ErrorSupport>>): Row[] {
  return Object.entries(errors).map(([code, support]) => {
    const [status = ''] = support.split(' ', 1);
    const rest = readSupport(support.slice(status.length + 1));
    return { operation, kind: 'error', name: `\`${code}\``, status, ...rest };
  });
}

/** `unverified: what happens here` */
function readSupport(support: string): Pick<Row, 'state' | 'choice'> {
  const [state = '', ...choice] = support.split(': ');
  return { state, choice: choice.join(': ') };
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ operation, kind, name, status = '', state = '', choice = '' }) =>
    [operation, kind, name, status, state, choice.replaceAll('|', '\\|')].join(' | '),
  );
  return [
    '| operation | | name | HTTP | state | what happens here |',
    '|---|---|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
