import * as v from 'valibot';

/** How the workspace is told of contacts; see contact-panel/. */
const ContactPanelConfig = v.variant('kind', [
  /** The panel of the local cloud, at this address. */
  v.object({ kind: v.literal('simulated'), url: v.string() }),
  /** Connect's own contact control panel, framed beside the case. */
  v.object({ kind: v.literal('ccp'), ccpUrl: v.pipe(v.string(), v.url()), region: v.string() }),
]);
export type ContactPanelConfig = v.InferOutput<typeof ContactPanelConfig>;

const WorkspaceConfig = v.object({
  /** Base URL of the HTTP API, without trailing slash. */
  apiUrl: v.pipe(v.string(), v.url()),
  brand: v.object({ name: v.string(), colour: v.string() }),
  signIn: v.object({
    /** Base URL of the user pool's hosted pages, without trailing slash. */
    url: v.pipe(v.string(), v.url()),
    clientId: v.string(),
  }),
  contactPanel: ContactPanelConfig,
});
export type WorkspaceConfig = v.InferOutput<typeof WorkspaceConfig>;

/** What `/config.json` tells the workspace. @throws Error that names what is missing */
export async function loadWorkspaceConfig(): Promise<WorkspaceConfig> {
  const response = await fetch('/config.json');
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  const parsed = v.safeParse(WorkspaceConfig, await response.json());
  if (parsed.success) return parsed.output;
  const wrong = parsed.issues.map(issue => `${v.getDotPath(issue) ?? 'file'}: ${issue.message}`);
  throw new Error(`config.json: ${wrong.join('; ')}`);
}
