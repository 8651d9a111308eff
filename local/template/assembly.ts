import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One stack of a synthesized CDK app. */
export interface StackTemplate {
  name: string;
  template: Template;
  /** Names of the stacks that are deployed before it. */
  dependencies: string[];
}
export interface Template {
  Parameters?: Record<string, { Type: string; Default?: string }>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, { Value: unknown; Condition?: string; Export?: { Name: unknown } }>;
}
export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  Condition?: string;
}
/** A file or directory that `cdk deploy` would upload. */
export interface Asset {
  path: string;
  packaging: 'file' | 'zip';
  bucket: string;
  key: string;
}
export interface Assembly {
  /** In dependency order. */
  stacks: StackTemplate[];
  assets: Asset[];
}

interface Artifact {
  type: string;
  displayName?: string;
  dependencies?: string[];
  properties?: { templateFile?: string; stackName?: string; file?: string };
}

/**
 * Reads what `cdk synth` wrote into `directory`, of it the stacks that `wanted` keeps and their assets. Throws when
 * there is no manifest, when a stack lacks, or when a kept stack depends on one that was not kept.
 */
export function readAssembly(
  directory: string,
  wanted: (stackName: string) => boolean = () => true,
): Assembly {
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile)) {
    throw new Error(
      `${directory} holds no synthesized app (manifest.json is missing): run "npm run synth" first`,
    );
  }
  const { artifacts } = readJson<{ artifacts: Record<string, Artifact> }>(manifestFile);
  const nameOf = (id: string) => artifacts[id]?.properties?.stackName ?? id;
  const kept = Object.entries(artifacts).filter(
    ([id, artifact]) => artifact.type === 'aws:cloudformation:stack' && wanted(nameOf(id)),
  );
  const stacks = kept.map(([id, artifact]): StackTemplate => ({
    name: nameOf(id),
    template: readJson(join(directory, artifact.properties!.templateFile!)),
    dependencies: (artifact.dependencies ?? [])
      .filter(other => artifacts[other]?.type === 'aws:cloudformation:stack')
      .map(nameOf),
  }));
  const manifests = new Set(
    kept
      .flatMap(([, artifact]) => artifact.dependencies ?? [])
      .filter(other => artifacts[other]?.type === 'cdk:asset-manifest')
      .map(other => artifacts[other]!.properties!.file!),
  );
  return {
    stacks: inOrder(stacks),
    assets: [...manifests].flatMap(file => readAssets(directory, file)),
  };
}

function inOrder(stacks: StackTemplate[]): StackTemplate[] {
  const done: StackTemplate[] = [];
  const visit = (stack: StackTemplate) => {
    if (done.includes(stack)) return;
    for (const name of stack.dependencies) {
      const needed = stacks.find(other => other.name === name);
      if (!needed)
        throw new Error(`stack ${stack.name} depends on ${name}, which is not among the stacks to boot`);
      visit(needed);
    }
    done.push(stack);
  };
  stacks.forEach(visit);
  return done;
}

interface AssetManifest {
  files?: Record<
    string,
    {
      source: { path?: string; packaging?: 'file' | 'zip' };
      destinations: Record<string, { bucketName: string; objectKey: string }>;
    }
  >;
}

function readAssets(directory: string, file: string): Asset[] {
  const { files = {} } = readJson<AssetManifest>(join(directory, file));
  return Object.values(files).flatMap(({ source, destinations }) => {
    if (!source.path) return [];
    const path = join(directory, source.path);
    return Object.values(destinations).map(destination => ({
      path,
      packaging: source.packaging ?? 'file',
      bucket: pseudo(destination.bucketName),
      key: destination.objectKey,
    }));
  });
}

/** Asset manifests hold `${AWS::AccountId}` and the like as plain text. */
function pseudo(text: string): string {
  return text
    .replaceAll('${AWS::AccountId}', '000000000000')
    .replaceAll('${AWS::Region}', 'us-east-1')
    .replaceAll('${AWS::Partition}', 'aws');
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}
