/// Builtin functions and methods of builtin types: what `Signatures` reads.

enum BuiltinTable {
  static let text = functions + containers + texts + library

  private static let functions = """
    len,ord,hash,id,int,round: -> int
    chr,repr,str,ascii,bin,hex,oct,input,format: -> str
    float: -> float
    bool,isinstance,issubclass,callable,hasattr: -> bool
    any,all: @1 -> bool
    bytes: -> bytes
    bytearray: -> bytearray
    complex: -> complex
    print,setattr,delattr,breakpoint: -> None
    range: -> range
    list: -> list[@1]
    tuple: -> tuple[@1...]
    set: -> set[@1]
    frozenset: -> frozenset[@1]
    enumerate: -> ~enumerate[tuple[int,@1]]
    filter: call($1,@2) -> ~filter[@2]
    object: -> object
    slice: -> slice
    memoryview: -> memoryview
    globals,locals,vars: -> dict[str,any]
    dir: -> list[str]

    """

  private static let containers = """
    list.append: I0<$1 -> None
    list.extend,__init__: I0<@1 -> None
    list.insert: I0<$2 -> None
    list.pop,__getitem__: -> @0
    list.remove,clear,reverse: -> None
    list.copy: -> $0
    list.index,count,__len__: -> int
    list.sort: call($key,@0) -> None
    tuple.index,count,__len__: -> int
    dict.get: -> ^0|$2=None
    dict.pop: -> ^0|$2
    dict.setdefault: I0<$1; V0<$2=None -> ^0
    dict.items: -> dict_items[tuple[@0,^0]]
    dict.keys: -> dict_keys[@0]
    dict.values: -> dict_values[^0]
    dict.clear,move_to_end,__delitem__: -> None
    dict.copy: -> $0
    dict.popitem: -> tuple[@0,^0]
    dict.__getitem__: -> ^0
    dict.__setitem__: I0<$1; V0<$2 -> None
    dict.__len__: -> int
    dict.__contains__: -> bool
    dict.most_common: -> list[tuple[@0,int]]
    dict.elements: -> ~elements[@0]
    dict.total: -> int
    set.add: I0<$1 -> None
    set.discard,remove,clear,difference_update,intersection_update: -> None
    set.pop: -> @0
    set.update,__init__,symmetric_difference_update: I0<@1 -> None
    set.copy: -> $0
    set.union,symmetric_difference: -> set[@0|@1]
    set.intersection,difference: -> set[@0]
    set.issubset,issuperset,isdisjoint,__contains__: -> bool
    frozenset.union,symmetric_difference: -> frozenset[@0|@1]
    frozenset.intersection,difference: -> frozenset[@0]
    frozenset.issubset,issuperset,isdisjoint,__contains__: -> bool
    frozenset.copy: -> $0
    deque.append,appendleft: I0<$1 -> None
    deque.extend,extendleft,__init__: I0<@1 -> None
    deque.insert: I0<$2 -> None
    deque.pop,popleft: -> @0
    deque.rotate,remove,clear,reverse: -> None
    deque.index,count: -> int
    deque.copy: -> $0
    range.index,count: -> int

    """

  private static let texts = """
    str.lower,upper,strip,lstrip,rstrip,replace,join,title,capitalize,swapcase,casefold,center,ljust,rjust,zfill: -> str
    str.format,format_map,expandtabs,translate,removeprefix,removesuffix: -> str
    str.split,rsplit,splitlines: -> list[str]
    str.partition,rpartition: -> tuple[str,str,str]
    str.find,rfind,index,rindex,count: -> int
    str.startswith,endswith,isdigit,isalpha,isalnum,isspace,isupper,islower,isdecimal,isnumeric: -> bool
    str.isidentifier,istitle,isprintable,isascii: -> bool
    str.encode: -> bytes
    str.maketrans: -> dict[int,any]
    bytes.decode,hex: -> str
    bytes.find,rfind,index,rindex,count: -> int
    bytes.startswith,endswith,isdigit,isalpha,isalnum,isspace: -> bool
    bytes.split,rsplit,splitlines: -> list[bytes]
    bytes.join,replace,strip,lstrip,rstrip,lower,upper,ljust,rjust,center,zfill,translate,title,capitalize: -> bytes
    bytes.expandtabs,removeprefix,removesuffix,swapcase,maketrans: -> bytes
    bytes.isascii,islower,istitle,isupper: -> bool
    complex.conjugate: -> complex
    bytes.partition,rpartition: -> tuple[bytes,bytes,bytes]
    bytearray.decode,hex: -> str
    bytearray.append,extend,insert,clear,reverse,remove: -> None
    bytearray.pop,find,index,count,rfind,rindex: -> int
    bytearray.startswith,endswith,isalnum,isalpha,isascii,isdigit,islower,isspace,istitle,isupper: -> bool
    bytearray.split,rsplit,splitlines: -> list[bytearray]
    bytearray.partition,rpartition: -> tuple[bytearray,bytearray,bytearray]
    bytearray.copy,replace,strip,join,capitalize,center,expandtabs,ljust,lower,lstrip,removeprefix: -> bytearray
    bytearray.removesuffix,rjust,rstrip,swapcase,title,translate,upper,zfill: -> bytearray
    bytearray.maketrans: -> bytes
    int.bit_length,bit_count,conjugate: -> int
    int.to_bytes: -> bytes
    int.as_integer_ratio: -> tuple[int,int]
    float.is_integer: -> bool
    float.hex: -> str
    float.as_integer_ratio: -> tuple[int,int]
    float.conjugate: -> float
    int.from_bytes: -> int
    float.fromhex: -> float
    bytes.fromhex: -> bytes
    bytearray.fromhex: -> bytearray
    dict.fromkeys: -> dict[@1,$2=None]
    file.read,readline: -> str
    file.readlines: -> list[str]
    file.write: -> int
    file.close,flush,writelines: -> None
    binary_file.read,readline: -> bytes
    binary_file.readlines: -> list[bytes]
    binary_file.write: -> int
    binary_file.close,flush,writelines: -> None

    """

  private static let library = """
    math.pi = float
    math.e = float
    math.tau = float
    math.inf = float
    math.nan = float
    cmath.pi = float
    cmath.e = float
    cmath.tau = float
    cmath.inf = float
    cmath.nan = float
    cmath.infj = complex
    cmath.nanj = complex
    math.sqrt,sin,cos,tan,exp,log,log2,log10,pow,hypot,atan,atan2,asin,acos,fabs,fmod,degrees,radians,ldexp,dist,fsum: -> float
    math.floor,ceil,trunc,gcd,lcm,isqrt: -> int
    math.factorial,comb,perm: -> bigint
    math.isnan,isinf,isfinite,isclose: -> bool
    math.modf: -> tuple[float,float]
    math.frexp: -> tuple[float,int]
    math.prod: -> @1
    sys.argv = list[str]
    sys.maxsize = int
    sys.maxunicode = int
    sys.byteorder = str
    sys.platform = str
    sys.version = str
    sys.stdout = file
    sys.stderr = file
    sys.stdin = file
    sys.exit: -> never
    sys.setrecursionlimit: -> None
    sys.getrecursionlimit,getsizeof: -> int
    sys.intern: -> str
    time.time,perf_counter,monotonic,process_time: -> float
    time.time_ns,perf_counter_ns,monotonic_ns,process_time_ns: -> int
    time.sleep: -> None
    random.random,uniform,gauss,triangular,betavariate,expovariate,normalvariate: -> float
    random.randint,randrange,getrandbits: -> int
    random.choice: -> @1
    random.choices,sample: -> list[@1]
    random.seed,shuffle: -> None
    random.Random: -> random.Random
    random.Random.random,uniform,gauss: -> float
    random.Random.randint,randrange,getrandbits: -> int
    random.Random.choice: -> @1
    random.Random.choices,sample: -> list[@1]
    random.Random.seed,shuffle: -> None
    collections.deque: -> deque[@1]
    collections.OrderedDict: -> OrderedDict[never,never]
    collections.Counter: -> Counter[@1,int]
    collections.defaultdict: -> defaultdict[never,call($1)]
    heapq.heappush: I1<$2 -> None
    heapq.heappop: -> @1
    heapq.heapify: -> None
    heapq.heappushpop,heapreplace: I1<$2 -> @1
    heapq.nlargest,nsmallest: call($key,@2) -> list[@2]
    heapq.merge: -> ~merge[@1|@2]
    bisect.bisect,bisect_left,bisect_right: -> int
    bisect.insort,insort_left,insort_right: I1<$2 -> None
    itertools.count: -> ~count[int|$1]
    itertools.cycle: -> ~cycle[@1]
    itertools.repeat: -> ~repeat[$1]
    itertools.islice: -> ~islice[@1]
    itertools.chain: -> ~chain[@1|@2|@3|@4]
    itertools.accumulate: call($2,@1,@1) -> ~accumulate[@1|call($2,@1,@1)]
    itertools.takewhile,dropwhile,filterfalse: call($1,@2) -> ~takewhile[@2]
    itertools.starmap: -> ~starmap[any]
    itertools.product: -> ~product[tuple[@1|@2|@3|@4...]]
    itertools.permutations,combinations,combinations_with_replacement: -> ~combinations[tuple[@1...]]
    itertools.pairwise: -> ~pairwise[tuple[@1,@1]]
    itertools.zip_longest: -> ~zip_longest[tuple[@1|$fillvalue|None,@2|$fillvalue|None]]
    functools.reduce: -> call($1,$3|@2,@2)|@2|$3
    copy.copy,deepcopy: -> $1
    array.array.append: I0<$1 -> None
    array.array.extend: I0<@1 -> None
    array.array.insert: I0<$2 -> None
    array.array.pop: -> @0
    array.array.tolist: -> list[@0]
    array.array.index,count: -> int
    array.array.tobytes: -> bytes
    string.ascii_lowercase = str
    string.ascii_uppercase = str
    string.ascii_letters = str
    string.digits = str
    string.hexdigits = str
    string.octdigits = str
    string.printable = str
    string.punctuation = str
    string.whitespace = str
    os.linesep = str
    os.sep = str
    os.getcwd,getenv: -> str
    os.listdir: -> list[str]
    os.path.join,basename,dirname,abspath,normpath,realpath: -> str
    os.path.exists,isfile,isdir: -> bool
    os.getpid: -> int
    json.dumps: -> str
    json.dump: -> None
    re.compile: -> re.Pattern
    re.match,search,fullmatch: -> re.Match|None
    re.sub: call($2,re.Match) -> str
    re.escape: -> str
    re.subn: call($2,re.Match) -> tuple[str,int]
    re.Match.lastgroup = str|None
    re.Match.lastindex = int|None
    re.Match.string = str
    re.Match.pos = int
    re.Match.endpos = int
    re.Pattern.pattern = str
    re.Pattern.groups = int
    file.buffer = binary_file
    file.name = str
    file.closed = bool
    os.environ = os.environ
    os.environ.get: -> str|$2=None
    os.name = str
    time.strftime,ctime,asctime: -> str
    csv.reader: -> ~reader[list[str]]
    fractions.Fraction: -> fractions.Fraction
    fractions.Fraction.numerator = int
    fractions.Fraction.denominator = int
    decimal.Decimal: -> decimal.Decimal
    decimal.Decimal.quantize,sqrt,normalize,copy_abs: -> decimal.Decimal
    re.split,findall: -> list[str]
    re.finditer: -> ~finditer[re.Match]
    re.Pattern.match,search,fullmatch: -> re.Match|None
    re.Pattern.sub: call($1,re.Match) -> str
    re.Pattern.subn: call($1,re.Match) -> tuple[str,int]
    re.Pattern.split,findall: -> list[str]
    re.Pattern.finditer: -> ~finditer[re.Match]
    re.Match.group: -> str
    re.Match.groups: -> tuple[str...]
    re.Match.start,end: -> int
    re.Match.span: -> tuple[int,int]
    re.Match.groupdict: -> dict[str,str]
    gc.collect: -> int
    gc.disable,enable,freeze: -> None
    textwrap.dedent,fill,indent: -> str
    struct.pack: -> bytes
    struct.unpack: -> tuple[any...]
    struct.calcsize: -> int
    io.StringIO: -> io.StringIO
    io.StringIO.write: -> int
    io.StringIO.getvalue,read,readline: -> str
    io.BytesIO: -> io.BytesIO
    io.BytesIO.write: -> int
    io.BytesIO.getvalue,read: -> bytes
    zlib.crc32,adler32 binascii.crc32: -> int
    zlib.compress,decompress: -> bytes
    operator.add: -> $1
    statistics.mean,fmean,median,stdev,variance,pstdev: -> float
    """
}
