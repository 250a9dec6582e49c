import { app, dialog } from 'electron';
import { StoreError } from '../../../db/base/types.ts';
import { HubFileError } from '../../../hub/base/file-error.ts';
import { readLaunch } from '../../base/config/command-line.ts';
import { StoreKeyError } from '../../base/store-key.ts';

/** What went wrong at the start and what to do about it, in both languages of the secretariat. */
export function describeStartFailure(error: unknown): string {
  if (error instanceof StoreKeyError) {
    if (error.code === 'sign-in-needed') return signInNeeded(error.path);
    return error.code === 'keychain-required'
      ? `This station must keep its key in the system's keychain, and there is none. Sign in to a desktop session with a keychain, or allow a key file ("security": {"requireKeychain": false}).\n\nCe poste doit garder sa clé dans le trousseau du système, et il n'y en a pas. Ouvrez une session de bureau avec trousseau, ou autorisez un fichier.\n\n${error.path}`
      : `The key of the local store cannot be read. Nothing was changed. Sign in as the user who set this station up, or put the key file back from a backup.\n\nLa clé de la base locale est illisible. Rien n'a été modifié. Ouvrez la session de l'utilisateur qui a installé ce poste, ou restaurez le fichier de clé.\n\n${error.path}`;
  }
  if (error instanceof StoreError) return describeStoreError(error);
  if (error instanceof HubFileError && error.code === 'open-to-others') {
    return `The data folder is open to other users of this computer. Nothing was changed. Use a separate folder, or close this one (chmod 700).\n\nLe dossier de données est ouvert à d'autres utilisateurs de cet ordinateur. Rien n'a été modifié. Indiquez un dossier réservé à Lanyard, ou fermez celui-ci (chmod 700).\n\n${error.path}`;
  }
  return `Lanyard could not start. See the log in the data folder.\n\nLanyard n'a pas pu démarrer. Voyez le journal dans le dossier de données.\n\n${error instanceof Error ? error.message : String(error)}`;
}

function signInNeeded(path: string): string {
  return `This station opens with a passphrase only, and a command cannot ask for it. Start Lanyard, type the passphrase, and use its window.\n\nCe poste ne s'ouvre qu'avec une phrase secrète, et une commande ne peut pas la demander. Lancez Lanyard, saisissez la phrase secrète et utilisez sa fenêtre.\n\n${path}`;
}

function describeStoreError(error: StoreError): string {
  switch (error.code) {
    case 'from-the-future':
      return `The local store was written by a newer version of Lanyard. Nothing was changed. Install that version, or choose another data folder.\n\nLa base locale vient d'une version plus récente de Lanyard. Rien n'a été modifié. Installez cette version, ou choisissez un autre dossier.\n\n${error.path}`;
    case 'pre-release':
      return `The local store was written by a development version of Lanyard, which this version cannot read. Nothing was changed. Choose another data folder.\n\nLa base locale vient d'une version de développement de Lanyard, que cette version ne sait pas lire. Rien n'a été modifié. Choisissez un autre dossier de données.\n\n${error.path}`;
    case 'disk-full':
      return `The disk is full. Free some space and start again; nothing was lost.\n\nLe disque est plein. Libérez de l'espace et redémarrez ; rien n'est perdu.\n\n${error.path}`;
    case 'not-permitted':
      return `The local store cannot be opened for writing. Check the permissions of the data folder.\n\nLa base locale ne peut pas être ouverte en écriture. Vérifiez les droits du dossier de données.\n\n${error.path}`;
    case 'corrupt-or-wrong-key':
    case 'failed':
      return `The local store cannot be opened. Nothing was changed.\n\nLa base locale ne peut pas être ouverte. Rien n'a été modifié.\n\n${error.path}`;
  }
}

function isCommand(): boolean {
  return readLaunch(process.argv.slice(1), process.env, process.cwd()).importFile !== null;
}

/** Reports on screen and standard error why there is no station, and ends with code 1. */
export function failToStart(error: unknown): void {
  const text = describeStartFailure(error);
  process.stderr.write(`${text}\n`);
  // A command may have no user to close the box; it would wait for ever.
  if (!isCommand()) dialog.showErrorBox('Lanyard', text);
  app.exit(1);
}
