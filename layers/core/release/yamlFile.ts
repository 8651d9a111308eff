import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import * as v from 'valibot';

export type Path = readonly (string | number)[];

/** One YAML text of a client: its value, and the line on which any part of it stands. */
export class YamlFile {
  readonly name: string;
  /** What is wrong with it, one line each: `file:line: what is wrong, what is expected`. */
  readonly problems: string[] = [];
  private readonly document: Document;
  private readonly lines = new LineCounter();
  private readonly linesBefore: number;

  /** @param linesBefore lines of the file above `text`, e.g. 1 for front matter below its `---` */
  constructor(file: string, text = readFileSync(file, 'utf8'), linesBefore = 0) {
    this.name = relative(process.cwd(), file);
    this.linesBefore = linesBefore;
    this.document = parseDocument(text, { lineCounter: this.lines });
    for (const error of this.document.errors) {
      const [sentence] = error.message.split(/ at line \d+/);
      this.report(error.linePos?.[0].line ?? 1, `${sentence}; expected valid YAML`);
    }
  }

  /** The value, checked and with its defaults; undefined when it is wrong, and `problems` says why. */
  parse<S extends v.GenericSchema>(schema: S): v.InferOutput<S> | undefined {
    if (this.problems.length) return undefined;
    const result = v.safeParse(schema, this.document.toJS());
    if (result.success) return result.output;
    for (const issue of result.issues) {
      const path = (issue.path ?? []).map(item => item.key as string | number);
      this.problem(path, sentence(issue, path));
    }
    return undefined;
  }

  /** Notes a problem of the part at `path`. */
  problem(path: Path, what: string): void {
    this.report(this.line(path), what);
  }

  private report(line: number, what: string): void {
    this.problems.push(`${this.name}:${line + this.linesBefore}: ${what}`);
  }

  /** Line of the part at `path`, or of the nearest part around it that is there. */
  private line(path: Path): number {
    let node = this.document.contents as Node | null;
    let offset = node?.range?.[0] ?? 0;
    for (const key of path) {
      if (isMap(node)) {
        const pair = node.items.find(item => isPair(item) && isScalar(item.key) && item.key.value === key);
        if (!pair) break;
        offset = (pair.key as Node).range?.[0] ?? offset;
        node = pair.value as Node | null;
      } else if (isSeq(node)) {
        node = (node.items[key as number] as Node | undefined) ?? null;
        offset = node?.range?.[0] ?? offset;
      } else break;
    }
    return this.lines.linePos(offset).line;
  }
}

/** "`triggers.2.then` is "boss"; expected ("agent" | "client-team" | "no-ai")". */
function sentence(issue: v.BaseIssue<unknown>, path: Path): string {
  const name = path.length ? `\`${path.join('.')}\`` : 'the file';
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `${name} is not known here; remove it`;
  if (issue.type === 'strict_object' && issue.input === undefined)
    return `${name} is missing; it is required`;
  if (issue.input === undefined) return `${name} is missing; expected ${issue.expected ?? issue.message}`;
  const given = `${name} is ${issue.received}`;
  if (issue.kind === 'schema') return `${given}; expected ${issue.expected}`;
  if (issue.message.startsWith('Invalid')) return `${given}; expected ${issue.expected ?? issue.type}`;
  return `${given}; expected: ${issue.message}`;
}
