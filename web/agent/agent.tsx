import { createRoot } from 'react-dom/client';
import { I18nProvider } from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { applyDensity, Density } from '@cloudscape-design/global-styles';
import { createApi } from './api/api.ts';
import { loadWorkspaceConfig, type WorkspaceConfig } from './config.ts';
import { choosePanel, isConnectApp, joinConnect } from './contact-panel/choosePanel.ts';
import { Problem } from './shell/problem.tsx';
import { WorkspaceApp } from './shell/workspaceApp.tsx';
import { browser, deliverAnswer } from './sign-in/popup.ts';
import { Session } from './sign-in/session.ts';
import { SignInPage } from './sign-in/signInPage.tsx';
import './agent.css';

// The package counts as CommonJS to the types and as a module to the bundler.
const texts = messages as unknown as (typeof messages)['default'];
const root = createRoot(document.getElementById('workspace')!);
const show = (page: React.ReactNode) =>
  root.render(
    <I18nProvider locale="en" messages={[texts]}>
      {page}
    </I18nProvider>,
  );
const answer = new URLSearchParams(location.search);

if (!deliverAnswer(answer)) {
  applyDensity(Density.Compact);
  await start().catch((error: unknown) => show(<Problem error={error} />));
}

async function start(): Promise<void> {
  // What fails is told when the panel is opened.
  if (isConnectApp(location.search)) joinConnect().catch(() => {});
  const config = await loadWorkspaceConfig();
  document.title = `Agent workspace · ${config.brand.name}`;
  const redirectUri = `${location.origin}/agent/`;
  const session = new Session({ ...config.signIn, redirectUri }, browser);
  const begun = await session.begin(answer);
  if (answer.has('code') || answer.has('error')) history.replaceState(null, '', redirectUri + location.hash);
  if (begun === 'signed-in') return open(config, session);
  askToSignIn(config, session, typeof begun === 'object' ? begun.problem : undefined);
}

function askToSignIn(config: WorkspaceConfig, session: Session, problem?: string): void {
  const signIn = async () => {
    const begun = await session.signIn().catch((error: Error) => ({ problem: error.message }));
    if (begun === 'signed-in') await open(config, session);
    else if (typeof begun === 'object') askToSignIn(config, session, begun.problem);
  };
  show(<SignInPage brand={config.brand.name} problem={problem} onSignIn={signIn} />);
}

async function open(config: WorkspaceConfig, session: Session): Promise<void> {
  const token = (refused?: string) => session.token(refused);
  const api = createApi(config.apiUrl, token);
  const [me, panel] = await Promise.all([api.me(), choosePanel(config.contactPanel, token)]);
  session.onEnded = () => {
    panel.close();
    askToSignIn(config, session, 'Your session has ended. What you sent was kept.');
  };
  show(<WorkspaceApp workspace={{ api, me, panel, signOut: () => session.signOut() }} />);
}
