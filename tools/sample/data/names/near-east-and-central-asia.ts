import type { NamePool } from '../../name-pool.ts';

/** Invented people's names; see {@link NamePool} for how a list is written. */
export const nearEastAndCentralAsia: Readonly<Record<string, NamePool>> = {
  'arabic-levant': {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Rania=رانيا, Hanan=حنان, Dima=ديما, Lubna=لبنى, Nadia=نادية, Samar=سمر, Abeer=عبير, Maysoon=ميسون',
    masculine:
      'Khaled=خالد, Bassam=بسام, Fadi=فادي, Nizar=نزار, Walid=وليد, Ghassan=غسان, Samir=سمير, Munther=منذر, Issam=عصام, Abdallah=عبد الله',
    family:
      'Al-Khatib/AL-KHATIB=الخطيب, Haddad/HADDAD=حداد, Shahin/SHAHIN=شاهين, Al-Masri/AL-MASRI=المصري, Qattan/QATTAN=قطان, Darwazeh/DARWAZEH=دروزة, Najjar/NAJJAR=نجار, Abu Zahra/ABU ZAHRA=أبو زهرة, Sabbagh/SABBAGH=صباغ, Al-Jabari/AL-JABARI=الجعبري, Tawil/TAWIL=طويل, Kanaan/KANAAN=كنعان, Obeidat/OBEIDAT=عبيدات, Rahhal/RAHHAL=رحال',
    feminineFamily: null,
  },
  'arabic-gulf': {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Noora=نورة, Alia=علياء, Latifa=لطيفة, Shaikha=شيخة, Moza=موزة, Hessa=حصة, Amal=أمل, Reem=ريم',
    masculine:
      'Sultan=سلطان, Faisal=فيصل, Hamad=حمد, Rashid=راشد, Nasser=ناصر, Saif=سيف, Abdulrahman=عبد الرحمن, Abdulaziz=عبد العزيز, Turki=تركي, Majid=ماجد, Yousef=يوسف',
    family:
      'Al-Otaibi/AL-OTAIBI=العتيبي, Al-Balushi/AL-BALUSHI=البلوشي, Al-Mansoori/AL-MANSOORI=المنصوري, Al-Kuwari/AL-KUWARI=الكواري, Al-Harbi/AL-HARBI=الحربي, Al-Shamsi/AL-SHAMSI=الشامسي, Al-Rawahi/AL-RAWAHI=الرواحي, Al-Mutairi/AL-MUTAIRI=المطيري, Al-Dosari/AL-DOSARI=الدوسري, Al-Hinai/AL-HINAI=الهنائي, Al-Zaabi/AL-ZAABI=الزعابي, Al-Qahtani/AL-QAHTANI=القحطاني, Al-Ansari/AL-ANSARI=الأنصاري, Al-Maqbali/AL-MAQBALI=المقبالي',
    feminineFamily: null,
  },
  'arabic-nile': {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Mona=منى, Dalia=داليا, Heba=هبة, Sahar=سحر, Ghada=غادة, Nermin=نرمين, Ihsan=إحسان, Salwa=سلوى',
    masculine:
      'Tarek=طارق, Hossam=حسام, Ashraf=أشرف, Mustafa=مصطفى, Essam=عصام, Hatem=حاتم, Osman=عثمان, Bakri=بكري, Medhat=مدحت, Siddig=صديق',
    family:
      'El-Gohary/EL-GOHARY=الجوهري, Abdel Rahim/ABDEL RAHIM=عبد الرحيم, Fouad/FOUAD=فؤاد, El-Sharkawy/EL-SHARKAWY=الشرقاوي, Mahgoub/MAHGOUB=محجوب, Hamdy/HAMDY=حمدي, Elhassan/ELHASSAN=الحسن, Ramzy/RAMZY=رمزي, El-Naggar/EL-NAGGAR=النجار, Idris/IDRIS=إدريس, Wahdan/WAHDAN=وهدان, Babiker/BABIKER=بابكر, Al-Hakimi/AL-HAKIMI=الحكيمي, Salama/SALAMA=سلامة',
    feminineFamily: null,
  },
  'arabic-maghreb': {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine:
      'Amina=أمينة, Khadija=خديجة, Leïla=ليلى, Nawal=نوال, Sihem=سهام, Hayet=حياة, Zineb=زينب, Fatoumata Zahra=فاطمة الزهراء',
    masculine:
      'Rachid=رشيد, Mourad=مراد, Hichem=هشام, Abdelkader=عبد القادر, Noureddine=نور الدين, Lotfi=لطفي, Driss=إدريس, Mokhtar=مختار, Hamid=حميد, Sidi Mohamed=سيدي محمد',
    family:
      'Benchekroun/BENCHEKROUN=بنشقرون, Bouzidi/BOUZIDI=بوزيدي, Cherkaoui/CHERKAOUI=الشرقاوي, Belhadj/BELHADJ=بلحاج, El Amrani/EL AMRANI=العمراني, Jlassi/JLASSI=الجلاصي, Benyahia/BENYAHIA=بن يحيى, Ouali/OUALI=والي, Zitouni/ZITOUNI=زيتوني, Ould Cheikh/OULD CHEIKH=ولد الشيخ, Gharbi/GHARBI=الغربي, Tazi/TAZI=التازي, Mansouri/MANSOURI=المنصوري, Lahlou/LAHLOU=لحلو, Al-Fitouri/AL-FITOURI=الفيتوري',
    feminineFamily: null,
  },
  iranian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Shirin=شیرین, Mahnaz=مهناز, Parisa=پریسا, Zohreh=زهره',
    masculine: 'Behrouz=بهروز, Farhad=فرهاد, Mehrdad=مهرداد, Navid=نوید',
    family:
      'Ardestani/ARDESTANI=اردستانی, Golzar/GOLZAR=گلزار, Kazerouni/KAZEROUNI=کازرونی, Pakdel/PAKDEL=پاکدل',
    feminineFamily: null,
  },
  afghan: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Zarghuna=زرغونه, Laila=لیلا',
    masculine: 'Ahmadullah=احمدالله, Zalmai=زلمی, Najibullah=نجیب‌الله',
    family: 'Noorzai/NOORZAI=نورزی, Stanekzai/STANEKZAI=ستانکزی, Wardak/WARDAK=وردک',
    feminineFamily: null,
  },
  urdu: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ayesha=عائشہ, Sadia=سعدیہ, Rukhsana=رخسانہ, Mehwish=مہوش, Nighat=نگہت',
    masculine: 'Kamran=کامران, Asif=آصف, Tariq=طارق, Zubair=زبیر, Nadeem=ندیم, Shahid=شاہد',
    family:
      'Qureshi/QURESHI=قریشی, Chaudhry/CHAUDHRY=چودھری, Mirza/MIRZA=مرزا, Siddiqui/SIDDIQUI=صدیقی, Butt/BUTT=بٹ, Rehmani/REHMANI=رحمانی, Khattak/KHATTAK=خٹک, Lodhi/LODHI=لودھی',
    feminineFamily: null,
  },
  hebrew: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Tamar=תמר, Yael=יעל, Michal=מיכל',
    masculine: 'Eitan=איתן, Amnon=אמנון, Gilad=גלעד',
    family: 'Ben-Haim/BEN-HAIM=בן־חיים, Peretz/PERETZ=פרץ, Lavi/LAVI=לביא, Shoshani/SHOSHANI=שושני',
    feminineFamily: null,
  },
  turkish: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ayşe, Zeynep, Şule, Gülşen, İpek, Çiğdem, Özlem',
    masculine: 'Oğuz, Çağlar, İsmail, Yiğit, Ümit, Barış, Kıvanç',
    family:
      'Yılmaztürk/YILMAZTÜRK, Çelikkaya/ÇELİKKAYA, Karaağaç/KARAAĞAÇ, Şahinöz/ŞAHİNÖZ, Öztürkmen/ÖZTÜRKMEN, İnceoğlu/İNCEOĞLU, Güngörmüş/GÜNGÖRMÜŞ, Işıkçı/IŞIKÇI',
    feminineFamily: null,
  },
  azerbaijani: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Aygün, Sevinc, Günəş',
    masculine: 'Elçin, Rauf, Vüqar',
    family: 'Ağayarov/AĞAYAROV, Quliyev/QULİYEV, Cəfərzadə/CƏFƏRZADƏ',
    feminineFamily: 'Ağayarova/AĞAYAROVA, Quliyeva/QULİYEVA, Cəfərzadə/CƏFƏRZADƏ',
  },
  armenian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Anahit=Անահիտ, Gayane=Գայանե, Lusine=Լուսինե',
    masculine: 'Hayk=Հայկ, Vahagn=Վահագն, Suren=Սուրեն',
    family:
      'Hovhannisyan/HOVHANNISYAN=Հովհաննիսյան, Mkrtchyan/MKRTCHYAN=Մկրտչյան, Melkumyan/MELKUMYAN=Մելքումյան, Ghazaryan/GHAZARYAN=Ղազարյան',
    feminineFamily: null,
  },
  georgian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Nino=ნინო, Tamar=თამარ, Ketevan=ქეთევან, Eka=ეკა',
    masculine: 'Giorgi=გიორგი, Levan=ლევან, Zurab=ზურაბ, Davit=დავით',
    family:
      'Beridze/BERIDZE=ბერიძე, Kapanadze/KAPANADZE=კაპანაძე, Lomidze/LOMIDZE=ლომიძე, Gelashvili/GELASHVILI=გელაშვილი, Tsiklauri/TSIKLAURI=წიკლაური',
    feminineFamily: null,
  },
  kazakh: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Aigerim=Әйгерім, Gulnara=Гүлнар, Aisulu=Айсұлу, Dinara=Динара',
    masculine: 'Yerlan=Ерлан, Nurlan=Нұрлан, Askhat=Асхат, Daniyar=Данияр',
    family:
      'Zhaksybekov/ZHAKSYBEKOV=Жақсыбеков, Seitkaliyev/SEITKALIYEV=Сейітқалиев, Omarov/OMAROV=Омаров, Tulegenov/TULEGENOV=Төлегенов',
    feminineFamily:
      'Zhaksybekova/ZHAKSYBEKOVA=Жақсыбекова, Seitkaliyeva/SEITKALIYEVA=Сейітқалиева, Omarova/OMAROVA=Омарова, Tulegenova/TULEGENOVA=Төлегенова',
  },
  kyrgyz: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Nurgul=Нургүл, Cholpon=Чолпон',
    masculine: 'Bakyt=Бакыт, Ulan=Улан',
    family:
      'Toktosunov/TOKTOSUNOV=Токтосунов, Asanaliev/ASANALIEV=Асаналиев, Süyünbaev/SÜYÜNBAEV=Сүйүнбаев',
    feminineFamily:
      'Toktosunova/TOKTOSUNOVA=Токтосунова, Asanalieva/ASANALIEVA=Асаналиева, Süyünbaeva/SÜYÜNBAEVA=Сүйүнбаева',
  },
  tajik: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Zarina=Зарина, Nigora=Нигора',
    masculine: 'Firdavs=Фирдавс, Jamshed=Ҷамшед',
    family: 'Rahimzoda/RAHIMZODA=Раҳимзода, Qosimov/QOSIMOV=Қосимов, Mirzoev/MIRZOEV=Мирзоев',
    feminineFamily:
      'Rahimzoda/RAHIMZODA=Раҳимзода, Qosimova/QOSIMOVA=Қосимова, Mirzoeva/MIRZOEVA=Мирзоева',
  },
  uzbek: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Nargiza, Dilnoza',
    masculine: 'Jasur, Sherali, Oʻtkir',
    family: 'Yoʻldoshev/YOʻLDOSHEV, Gʻulomov/GʻULOMOV, Shodmonov/SHODMONOV',
    feminineFamily: 'Yoʻldosheva/YOʻLDOSHEVA, Gʻulomova/GʻULOMOVA, Shodmonova/SHODMONOVA',
  },
  turkmen: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Ogulgerek, Maral',
    masculine: 'Maksat, Serdar',
    family: 'Nazarow/NAZAROW, Geldiýew/GELDIÝEW, Çaryýew/ÇARYÝEW',
    feminineFamily: 'Nazarowa/NAZAROWA, Geldiýewa/GELDIÝEWA, Çaryýewa/ÇARYÝEWA',
  },
  mongolian: {
    form: 'given-first',
    nativeForm: 'given-first',
    feminine: 'Dorjiin=Доржийн, Batbayaryn=Батбаярын, Sükhiin=Сүхийн',
    masculine: 'Dorjiin=Доржийн, Batbayaryn=Батбаярын, Sükhiin=Сүхийн',
    family:
      'Ganbold/GANBOLD=Ганболд, Tömörbaatar/TÖMÖRBAATAR=Төмөрбаатар, Erdenebat/ERDENEBAT=Эрдэнэбат',
    feminineFamily:
      'Oyuntsetseg/OYUNTSETSEG=Оюунцэцэг, Sarangerel/SARANGEREL=Сарангэрэл, Mönkhtsetseg/MÖNKHTSETSEG=Мөнхцэцэг',
  },
};
