// Before the components, so that a component's own rules override these.
import '../ui/tokens.css';
import '../ui/touch.css';
import '../ui/fonts.css';
import '../ui/base.css';
import '../ui/screen.css';
import '../ui/forced-colors.css';
import './tailwind.css';
import '../ui/states.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { setScreenLanguage } from '../ui/words/index.ts';
import { UnlockScreen } from './station/unlock-screen.tsx';

// The station's own language is in the store, which is still closed: use the system's language.
const asked = new URLSearchParams(location.search).get('language');
setScreenLanguage(asked === 'fr' ? 'fr' : 'en');

const root = document.getElementById('root');
if (root === null) throw new Error('unlock.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <UnlockScreen />
  </StrictMode>,
);
