import './no-eval.ts';
// Before the components, so that their own rules come after these.
import '../../renderer/ui/tokens.css';
import '../../renderer/ui/fonts.css';
import '../../renderer/ui/scripts.css';
import '../../renderer/ui/base.css';
import '../../renderer/ui/screen.css';
import '../../renderer/ui/forced-colors.css';
import './page.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { beginWords } from './words.ts';

beginWords();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
