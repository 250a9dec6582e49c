import type { NamePool } from '../../name-pool.ts';

/** Invented people's names; see {@link NamePool} for how a list is written. */
export const americasAndPacific: Readonly<Record<string, NamePool>> = {
  american: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Jennifer, Michelle, Denise, Kimberly, Angela, Patricia',
    masculine: 'Brian, Kevin, Douglas, Marcus, Gregory, Robert T.',
    family:
      'Kowalczyk/KOWALCZYK, Hutchinson/HUTCHINSON, Delgado/DELGADO, Okamura/OKAMURA, Washburn/WASHBURN, Sorensen/SORENSEN, DeAngelis/DeANGELIS, Whitaker/WHITAKER',
    feminineFamily: null,
  },
  'latin-american': {
    form: 'two-families',
    nativeForm: 'given-first',
    feminine:
      'Ximena, Yolanda, Guadalupe, Marcela, Lucía Fernanda, Graciela, Milagros, Verónica, Daniela, Rosa Elvira',
    masculine:
      'Gonzalo, Edgardo, Héctor, Ramiro, Wilmer, Néstor, Jesús Alberto, Rubén, Mauricio, Efraín, Osvaldo',
    family:
      'Mamani/MAMANI, Villanueva/VILLANUEVA, Bermúdez/BERMÚDEZ, Ibáñez/IBÁÑEZ, Quispe/QUISPE, Zambrano/ZAMBRANO, Urrutia/URRUTIA, Peñaloza/PEÑALOZA, Ocampo/OCAMPO, Sepúlveda/SEPÚLVEDA, Arguello/ARGUELLO, Zúñiga/ZÚÑIGA, Monterroso/MONTERROSO, Echeverría/ECHEVERRÍA, Yáñez/YÁÑEZ, Cárdenas/CÁRDENAS, Avendaño/AVENDAÑO, Recinos/RECINOS, Güemes/GÜEMES, Paniagua/PANIAGUA',
    feminineFamily: null,
  },
  brazilian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Luciana, Marília, Conceição, Taís',
    masculine: 'Antônio, Luís Otávio, Cauê, Márcio',
    family:
      'Guimarães/GUIMARÃES, Sant’Anna/SANT’ANNA, Assunção/ASSUNÇÃO, Bittencourt/BITTENCOURT, Galvão/GALVÃO',
    feminineFamily: null,
  },
  caribbean: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Shanique, Marva, Latoya, Cheryl-Ann, Donnalee',
    masculine: 'Winston, Delroy, Kester, Garfield, Anselm',
    family:
      'Brathwaite/BRATHWAITE, St. Hilaire/ST. HILAIRE, Persaud/PERSAUD, Gittens/GITTENS, McIntosh/McINTOSH, Ramkissoon/RAMKISSOON, Codrington/CODRINGTON, Martina-Croes/MARTINA-CROES',
    feminineFamily: null,
  },
  haitian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Marie-Flore, Guerlande',
    masculine: 'Wilner, Jean-Robert',
    family: 'Dieujuste/DIEUJUSTE, Pierre-Louis/PIERRE-LOUIS, Saint-Fleur/SAINT-FLEUR',
    feminineFamily: null,
  },
  fijian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Losaline, Mere',
    masculine: 'Apisai, Tevita',
    family: 'Ratuvou/RATUVOU, Naivalu/NAIVALU, Sharma/SHARMA',
    feminineFamily: null,
  },
  tongan: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Sinaitakala, Mele',
    masculine: 'Siaosi, Viliami',
    family: 'ʻAmanaki/ʻAMANAKI, Tuʻipulotu/TUʻIPULOTU',
    feminineFamily: null,
  },
  samoan: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Sina, Leilani',
    masculine: 'Tavita, Fa’afetai',
    family: 'Faleolo/FALEOLO, Leilua-Pati/LEILUA-PATI',
    feminineFamily: null,
  },
  melanesian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Serah, Rosalie',
    masculine: 'Jimmy, Elijah, Kila',
    family: 'Waigani/WAIGANI, Kaltak-Tari/KALTAK-TARI, Kora-Sinaka/KORA-SINAKA, Vagi/VAGI',
    feminineFamily: null,
  },
};
