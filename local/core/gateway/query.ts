/** The `query` protocol (SNS): forms in, XML out. */

/** `Tags.member.1.Key=a` → `{ Tags: [{ Key: 'a' }] }`, `M.entry.1.Name=n&M.entry.1.Value.X=y` → `{ M: { n: { X: 'y' } } }`. */
export function parseForm(body: string): { action: string; input: Record<string, unknown> } {
  const tree: Tree = new Map();
  let action = '';
  for (const [name, value] of new URLSearchParams(body)) {
    if (name === 'Action') action = value;
    else if (name !== 'Version') plant(tree, name.split('.'), value);
  }
  return { action, input: harvest(tree) as Record<string, unknown> };
}

type Tree = Map<string, Tree | string>;

function plant(tree: Tree, path: string[], value: string) {
  const [first, ...rest] = path;
  if (rest.length === 0) return void tree.set(first!, value);
  let branch = tree.get(first!);
  if (!(branch instanceof Map)) tree.set(first!, (branch = new Map()));
  plant(branch, rest, value);
}

function harvest(tree: Tree | string): unknown {
  if (typeof tree === 'string') return tree;
  const members = tree.get('member');
  if (members instanceof Map && tree.size === 1) return numbered(members).map(harvest);
  const entries = tree.get('entry');
  if (entries instanceof Map && tree.size === 1) {
    return Object.fromEntries(
      numbered(entries).map(entry => {
        const pair = entry as Map<string, Tree | string>;
        return [pair.get('key') ?? pair.get('Name'), harvest(pair.get('value') ?? pair.get('Value') ?? '')];
      }),
    );
  }
  return Object.fromEntries([...tree].map(([key, value]) => [key, harvest(value)]));
}

function numbered(tree: Tree): (Tree | string)[] {
  return [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

/** `<ActionResponse><ActionResult>…`; arrays become `<member>` lists, a `Map` becomes `<entry>` pairs. */
export function formAnswer(action: string, output: unknown, requestId: string): string {
  return (
    `<${action}Response xmlns="http://local.amazonaws.com/doc/"><${action}Result>${xml(output)}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`
  );
}

export function formError(name: string, message: string, status: number, requestId: string): string {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return `<ErrorResponse xmlns="http://local.amazonaws.com/doc/"><Error><Type>${type}</Type><Code>${escapeXml(name)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
}

/** The inside of an element: objects by member name, arrays as `<member>`. */
export function xml(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(each => `<member>${xml(each)}</member>`).join('');
  if (value instanceof Map) {
    return [...value]
      .map(([key, each]) => `<entry><key>${escapeXml(String(key))}</key><value>${xml(each)}</value></entry>`)
      .join('');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => `<${key}>${xml(each)}</${key}>`)
      .join('');
  }
  return escapeXml(String(value));
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, character => `&#${character.codePointAt(0)};`);
}
