import type { PlaceWords } from '../base/file-problems.ts';
import type { ScreenText } from '../base/language.ts';

/** Labels of the kinds of fields. */
const kinds: Readonly<Record<string, ScreenText>> = {
  text: { en: 'Text', fr: 'Texte' },
  names: { en: 'Name block', fr: 'Bloc du nom' },
  qr: { en: 'QR code', fr: 'Code QR' },
  strip: { en: 'Category strip', fr: 'Bandeau de catégorie' },
  photo: { en: 'Photo', fr: 'Photo' },
  logo: { en: 'Logo', fr: 'Logo' },
  rule: { en: 'Line or bar', fr: 'Trait ou barre' },
};

/** The parts of a badge template, as its editor labels them. */
export const templatePlaces: PlaceWords = {
  fields: {
    name: { en: 'Name', fr: 'Nom' },
    size: { en: 'Size', fr: 'Format' },
    sides: { en: 'Sides', fr: 'Faces' },
    fields: { en: 'Fields', fr: 'Champs' },
    rules: { en: 'By category', fr: 'Par catégorie' },
    x: { en: 'From the left', fr: 'Depuis la gauche' },
    y: { en: 'From the top', fr: 'Depuis le haut' },
    width: { en: 'Width', fr: 'Largeur' },
    height: { en: 'Height', fr: 'Hauteur' },
    box: { en: 'Place', fr: 'Place' },
    side: { en: 'Side', fr: 'Face' },
    source: { en: 'Shows', fr: 'Contenu' },
    text: { en: 'Text', fr: 'Texte' },
    weight: { en: 'Weight', fr: 'Graisse' },
    largest: { en: 'Largest size', fr: 'Taille maximale' },
    smallest: { en: 'Smallest size', fr: 'Taille minimale' },
    lines: { en: 'Lines', fr: 'Lignes' },
    align: { en: 'Align', fr: 'Alignement' },
    vertical: { en: 'In its box', fr: 'Dans le cadre' },
    inverse: { en: 'White on black', fr: 'Blanc sur noir' },
    colour: { en: 'Colour', fr: 'Couleur' },
    inColour: {
      en: 'In colour where the printer has it',
      fr: 'En couleurs si l’imprimante le peut',
    },
    order: { en: 'Largest', fr: 'En plus grand' },
    showNativeName: { en: 'Name in own script', fr: 'Nom dans son écriture' },
    showJobTitle: { en: 'Function', fr: 'Fonction' },
    showOrganisation: { en: 'Organisation', fr: 'Organisation' },
    showDelegation: { en: 'Delegation', fr: 'Délégation' },
    png: { en: 'Picture of the logo', fr: 'Image du logo' },
    category: { en: 'Category', fr: 'Catégorie' },
    zones: { en: 'Zones or rights', fr: 'Zones ou droits' },
    hides: { en: 'Shown on these badges', fr: 'Visible sur ces badges' },
    kind: { en: 'Kind', fr: 'Type' },
    id: { en: 'Short name in the file', fr: 'Nom court dans le fichier' },
    formatVersion: { en: 'Version of the format', fr: 'Version du format' },
  },
  entries: {
    fields: { en: 'Field', fr: 'Champ' },
    rules: { en: 'Category', fr: 'Catégorie' },
    hides: { en: 'Field', fr: 'Champ' },
  },
  nameOf: ({ kind, category }) => {
    if (typeof kind === 'string') return kinds[kind] ?? null;
    return typeof category === 'string' ? { en: category, fr: category } : null;
  },
};
