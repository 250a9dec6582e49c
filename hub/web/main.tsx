import './no-eval.ts';
// Imported before the components, so that their own rules come after these.
import '../../renderer/kit/tokens.css';
import '../../renderer/kit/fonts.css';
import '../../renderer/kit/base.css';
import '../../renderer/kit/screen.css';
import '../../renderer/kit/forced-colors.css';
import './tailwind.css';
import '../../renderer/kit/states.css';
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
