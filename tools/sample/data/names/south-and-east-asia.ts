import type { NamePool } from '../../name-pool.ts';

/** Invented people's names; see {@link NamePool} for how a list is written. */
export const southAndEastAsia: Readonly<Record<string, NamePool>> = {
  chinese: {
    form: 'family-first',
    nativeForm: 'family-first-joined',
    feminine: 'Meilin=美琳, Xiaoyan=晓燕, Huiru=慧茹, Jing=静, Yuting=雨婷, Shufen=淑芬',
    masculine: 'Zhiqiang=志强, Jianguo=建国, Haitao=海涛, Weimin=卫民, Lei=磊, Guangming=光明',
    family:
      'Wang/WANG=王, Zhao/ZHAO=赵, Shen/SHEN=沈, Luo/LUO=罗, Xie/XIE=谢, Ouyang/OUYANG=欧阳, Zheng/ZHENG=郑, Lü/LÜ=吕',
    feminineFamily: null,
  },
  cantonese: {
    form: 'family-first',
    nativeForm: 'family-first-joined',
    feminine: 'Wing-yan=詠欣, Mei-kuen=美娟, Siu-ling=小玲, Ka-man=嘉雯',
    masculine: 'Chi-keung=志強, Kwok-wah=國華, Man-fai=文輝, Ho-yin=浩然',
    family:
      'Chan/CHAN=陳, Leung/LEUNG=梁, Wong/WONG=黃, Lau/LAU=劉, Au-Yeung/AU-YEUNG=歐陽, Tse/TSE=謝, Ieong/IEONG=楊',
    feminineFamily: null,
  },
  'chinese-straits': {
    form: 'family-first',
    nativeForm: 'family-first-joined',
    feminine: 'Hui Min=慧敏, Li Ling=丽玲, Siew Hoon=秀云',
    masculine: 'Kok Seng=国成, Wei Jie=伟杰, Boon Huat=文发',
    family: 'Tan/TAN=陈, Lim/LIM=林, Goh/GOH=吴, Chua/CHUA=蔡, Teo/TEO=张',
    feminineFamily: null,
  },
  japanese: {
    form: 'given-first',
    nativeForm: 'family-first',
    feminine: 'Kazuha=和葉, Misaki=美咲, Tomoko=智子, Ayako=綾子, Haruna=春菜',
    masculine: 'Takeshi=武, Kenta=健太, Hirofumi=浩文, Shōta=翔太, Masato=正人',
    family:
      'Morino/MORINO=森野, Kurokawa/KUROKAWA=黒川, Tachibana/TACHIBANA=橘, Ōhara/ŌHARA=大原, Nishiwaki/NISHIWAKI=西脇, Inagaki/INAGAKI=稲垣, Wakabayashi/WAKABAYASHI=若林',
    feminineFamily: null,
  },
  korean: {
    form: 'family-first',
    nativeForm: 'family-first-joined',
    feminine: 'Soo-jin=수진, Hye-won=혜원, Eun-ji=은지, Mi-kyung=미경',
    masculine: 'Dong-hyun=동현, Sang-woo=상우, Young-jae=영재, Jae-seok=재석',
    family:
      'Bang/BANG=방, Yoon/YOON=윤, Hwang/HWANG=황, Namgung/NAMGUNG=남궁, Shim/SHIM=심, Ryu/RYU=류',
    feminineFamily: null,
  },
  thai: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Siriporn=ศิริพร, Kanokwan=กนกวรรณ, Ratchanee=รัชนี, Pornthip=พรทิพย์',
    masculine: 'Somchai=สมชาย, Wichai=วิชัย, Anucha=อนุชา, Thanawat=ธนวัฒน์',
    family:
      'Jaidee/JAIDEE=ใจดี, Wongprasoet/WONGPRASOET=วงศ์ประเสริฐ, Rattanaporn/RATTANAPORN=รัตนาภรณ์, Phongphaibun/PHONGPHAIBUN=พงษ์ไพบูลย์, Sukjaroen/SUKJAROEN=สุขเจริญ',
    feminineFamily: null,
  },
  lao: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Bounmy=ບຸນມີ, Khamla=ຄຳຫຼ້າ, Chansouk=ຈັນສຸກ',
    masculine: 'Somphone=ສົມພອນ, Khamphet=ຄຳເພັດ, Vilay=ວິໄລ',
    family:
      'Phommachanh/PHOMMACHANH=ພົມມະຈັນ, Keovongsa/KEOVONGSA=ແກ້ວວົງສາ, Sisavath/SISAVATH=ສີສະຫວາດ',
    feminineFamily: null,
  },
  khmer: {
    form: 'family-first',
    nativeForm: 'family-first',
    feminine: 'Chanthy=ចាន់ធី, Sreymom=ស្រីមុំ, Sopheap=សុភាព',
    masculine: 'Vuthy=វុទ្ធី, Rithy=រិទ្ធី, Visal=វិសាល',
    family: 'Sok/SOK=សុខ, Chea/CHEA=ជា, Keo/KEO=កែវ, Nhem/NHEM=ញ៉ែម',
    feminineFamily: null,
  },
  burmese: {
    form: 'one-name',
    nativeForm: 'given-first',
    feminine:
      'Khin Thandar Win/KHIN THANDAR WIN=ခင်သန္တာဝင်း, Nwe Nwe Aye/NWE NWE AYE=နွယ်နွယ်အေး, Hla Yin Mon/HLA YIN MON=လှယဉ်မွန်, Thida Lwin/THIDA LWIN=သီတာလွင်',
    masculine:
      'Kyaw Zeya Htun/KYAW ZEYA HTUN=ကျော်ဇေယျထွန်း, Thein Naing Lin/THEIN NAING LIN=သိန်းနိုင်လင်း, Zaw Min Thant/ZAW MIN THANT=ဇော်မင်းသန့်, Soe Paing/SOE PAING=စိုးပိုင်',
    family: '',
    feminineFamily: null,
  },
  vietnamese: {
    form: 'family-first',
    nativeForm: 'family-first',
    feminine: 'Thị Lan, Thị Ánh Tuyết, Thu Hằng, Thị Mỹ Hạnh',
    masculine: 'Văn Hưng, Đức Thịnh, Quốc Bảo, Xuân Trường',
    family: 'Nguyễn/NGUYỄN, Trần/TRẦN, Đặng/ĐẶNG, Phạm/PHẠM, Huỳnh/HUỲNH, Vũ/VŨ',
    feminineFamily: null,
  },
  hindi: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Sunita=सुनीता, Vandita=वंदिता, Anjali=अंजलि, Meenakshi=मीनाक्षी',
    masculine: 'Rajesh=राजेश, Vikram=विक्रम, Suresh=सुरेश, Harish=हरीश',
    family:
      'Srivastava/SRIVASTAVA=श्रीवास्तव, Chaturvedi/CHATURVEDI=चतुर्वेदी, Bhatnagar/BHATNAGAR=भटनागर, Tripathi/TRIPATHI=त्रिपाठी, Saxena/SAXENA=सक्सेना',
    feminineFamily: null,
  },
  nepali: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Sarita=सरिता, Bimala=विमला',
    masculine: 'Bishnu=विष्णु, Dipendra Raj=दीपेन्द्र राज, Shyam=श्याम',
    family:
      'Adhikari/ADHIKARI=अधिकारी, Shrestha/SHRESTHA=श्रेष्ठ, Bhattarai/BHATTARAI=भट्टराई, Gurung/GURUNG=गुरुङ',
    feminineFamily: null,
  },
  bengali: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Farzana=ফারজানা, Nusrat=নুসরাত, Shahnaz=শাহনাজ',
    masculine: 'Mizanur=মিজানুর, Kamrul=কামরুল, Delwar=দেলোয়ার, Zahirul=জহিরুল',
    family:
      'Rahman/RAHMAN=রহমান, Chowdhury/CHOWDHURY=চৌধুরী, Talukder/TALUKDER=তালুকদার, Majumder/MAJUMDER=মজুমদার',
    feminineFamily: null,
  },
  tamil: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Kavitha=கவிதா, Malathi=மாலதி, Thenmozhi=தேன்மொழி',
    masculine: 'Senthil=செந்தில், Murugan=முருகன், Arulmozhi=அருள்மொழி',
    family:
      'Kumaran/KUMARAN=குமரன், Selvarajah/SELVARAJAH=செல்வராஜா, Nadarajan/NADARAJAN=நடராஜன், Thirunavukkarasu/THIRUNAVUKKARASU=திருநாவுக்கரசு',
    feminineFamily: null,
  },
  sinhala: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Nilmini=නිල්මිනී, Chandrika=චන්ද්‍රිකා, Dilrukshi=දිල්රුක්ෂි',
    masculine: 'Nimal=නිමල්, Ajith=අජිත්, Sunil=සුනිල්',
    family:
      'Karunaratne/KARUNARATNE=කරුණාරත්න, Wickramaarachchi/WICKRAMAARACHCHI=වික්‍රමආරච්චි, Gunasekara/GUNASEKARA=ගුණසේකර',
    feminineFamily: null,
  },
  indonesian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Dewi Ayu, Retno, Siti Rohani',
    masculine: 'Bambang, Agung, Wayan',
    family:
      'Kusumawardhani/KUSUMAWARDHANI, Prasetyo/PRASETYO, Wibisono/WIBISONO, Hutabarat/HUTABARAT, Nasution/NASUTION',
    feminineFamily: null,
  },
  malay: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Nurul Huda, Siti Aminah, Hajah Rosnah',
    masculine: 'Ahmad Faizal, Mohd Hafiz, Awang Zulkifli',
    family:
      'bin Abdul Rahman/bin ABDUL RAHMAN, bin Haji Mahmud/bin HAJI MAHMUD, bin Yusof/bin YUSOF',
    feminineFamily:
      'binti Osman/binti OSMAN, binti Ismail/binti ISMAIL, binti Haji Tahir/binti HAJI TAHIR',
  },
  filipino: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Maria Luningning, Rosario, Ligaya',
    masculine: 'Crisanto, Bayani, Jose Mari',
    family:
      'Dimaculangan/DIMACULANGAN, Macapinlac/MACAPINLAC, Peñafrancia/PEÑAFRANCIA, de los Santos/DE LOS SANTOS',
    feminineFamily: null,
  },
  timorese: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Domingas, Filomena',
    masculine: 'Adérito, Hermenegildo',
    family: 'Ximenes Amaral/XIMENES AMARAL, Soares Babo/SOARES BABO',
    feminineFamily: null,
  },
  bhutanese: {
    form: 'one-name',
    nativeForm: 'given-first',
    feminine: 'Kinley Wangmo/KINLEY WANGMO, Choden/CHODEN, Dechen Yangzom/DECHEN YANGZOM',
    masculine: 'Ugyen Namgyel/UGYEN NAMGYEL, Namgay/NAMGAY, Karma Wangdi/KARMA WANGDI',
    family: '',
    feminineFamily: null,
  },
  maldivian: {
    form: 'one-name',
    nativeForm: 'given-first',
    feminine:
      'Aishath Naseema/AISHATH NASEEMA, Fathimath Shifana/FATHIMATH SHIFANA, Mariyam Rauha/MARIYAM RAUHA',
    masculine:
      'Yoosuf Shifau/YOOSUF SHIFAU, Hussain Fayaz/HUSSAIN FAYAZ, Ali Nashid Umar/ALI NASHID UMAR',
    family: '',
    feminineFamily: null,
  },
};
