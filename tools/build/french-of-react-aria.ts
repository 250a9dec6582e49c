import type { Plugin } from 'vite';

/** The hedging announcements of React Aria's combo box: « 2 options disponible(s) ». */
const corrections: readonly [hedged: string, plain: string][] = [
  ['} option`,\n            other: ()=>', '} option disponible`,\n            other: ()=>'],
  ['} options`\n        })} disponible(s).`', '} options disponibles`\n        })}.`'],
  ['`, s\\xe9lectionn\\xe9(s)`', '`, s\\xe9lectionn\\xe9`'],
];

/**
 * Corrects React Aria's own French, which screen readers say and none of our files contains. Fails
 * the build if a newer version has other texts: check whether the correction is still needed.
 */
export function frenchOfReactAria(): Plugin {
  return {
    name: 'lanyard:french-of-react-aria',
    transform(code, id) {
      if (!/react-aria.*[\\/]intl[\\/]combobox[\\/]fr-FR\.m?js$/.test(id)) return null;
      return corrections.reduce((text, [hedged, plain]) => {
        if (!text.includes(hedged)) throw new Error(`React Aria no longer says ${hedged}`);
        return text.replace(hedged, plain);
      }, code);
    },
  };
}
