/** The user pool's hosted pages (code flow without a secret); a directory behind SAML signs in by the same pages. */
export interface HostedPages {
  url: string;
  clientId: string;
  /** Where they send people back to; registered with the client. */
  redirectUri: string;
}

export interface TokenReply {
  id_token: string;
  /** Absent when an old one was used. */
  refresh_token?: string;
  /** Seconds. */
  expires_in: number;
}

const SCOPES = 'openid email profile';

export function authorizeUrl(
  { url, clientId, redirectUri }: HostedPages,
  { state, challenge }: { state: string; challenge: string },
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: SCOPES,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return `${url}/oauth2/authorize?${query}`;
}

export const logoutUrl = ({ url, clientId, redirectUri }: HostedPages): string =>
  `${url}/logout?${new URLSearchParams({ client_id: clientId, logout_uri: redirectUri })}`;

export const exchangeCode = (
  pages: HostedPages,
  code: string,
  verifier: string,
): Promise<TokenReply | undefined> =>
  askToken(pages, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: pages.redirectUri,
    code_verifier: verifier,
  });

export const refreshTokens = (pages: HostedPages, refreshToken: string): Promise<TokenReply | undefined> =>
  askToken(pages, { grant_type: 'refresh_token', refresh_token: refreshToken });

/** Undefined when the grant is refused: sign in anew. @throws when the pages can't be reached */
async function askToken(
  { url, clientId }: HostedPages,
  grant: Record<string, string>,
): Promise<TokenReply | undefined> {
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ client_id: clientId, ...grant }).toString(),
  });
  if (response.ok) return (await response.json()) as TokenReply;
  if (response.status === 400) return undefined;
  throw new Error(`signing in: HTTP ${response.status}`);
}
