"""Fast implementation of the datetime type."""

class timedelta:
    """Difference between two datetime values.

timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

All arguments are optional and default to 0.
Arguments may be integers or floats, and may be positive or negative."""
    def total_seconds(self, /):
        """Total seconds in the duration."""
    def __reduce__(self, /): ...
    @member
    def days(self) -> int:
        """Number of days."""
    @member
    def seconds(self) -> int:
        """Number of seconds (>= 0 and less than 1 day)."""
    @member
    def microseconds(self) -> int:
        """Number of microseconds (>= 0 and less than 1 second)."""

class date:
    """date(year, month, day) --> date object"""
    @classmethod
    def fromtimestamp(cls, timestamp, /):
        """Create a date from a POSIX timestamp."""
    @classmethod
    def fromordinal(cls, ordinal, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
    @classmethod
    def fromisoformat(cls, date_string, /):
        """str -> Construct a date from a string in ISO 8601 format."""
    @classmethod
    def fromisocalendar(cls, year, week, day):
        """int, int, int -> Construct a date from the ISO year, week number and weekday."""
    @classmethod
    def today(cls, /):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
    def ctime(self, /):
        """Return ctime() style string."""
    def strftime(self, format):
        """format -> strftime() style string."""
    def __format__(self, spec, /):
        """Formats self with strftime."""
    def isoformat(self, /):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
    def isoweekday(self, /):
        """Return the day of the week represented by the date."""
    def isocalendar(self, /):
        """Return a named tuple containing ISO year, week number, and weekday."""
    def timetuple(self, /):
        """Return time tuple, compatible with time.localtime()."""
    def toordinal(self, /):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
    def weekday(self, /):
        """Return the day of the week represented by the date."""
    @counted
    def replace(self, year=..., month=..., day=...):
        """Return date with new specified fields."""
    def __reduce__(self, /): ...
    @property
    def year(self): ...
    @property
    def month(self): ...
    @property
    def day(self): ...

class datetime:
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

The year, month and day arguments are required. tzinfo may be None, or an
instance of a tzinfo subclass. The remaining arguments may be ints."""
    @classmethod
    def now(cls, /, tz=None):
        """Returns new datetime object representing current time local to tz."""
    @classmethod
    def today(cls, /):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
    @classmethod
    def utcnow(cls, /):
        """Return a new datetime representing UTC day and time."""
    @classmethod
    def fromordinal(cls, ordinal, /):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
    @classmethod
    def utcfromtimestamp(cls, timestamp, /):
        """Construct a naive UTC datetime from a POSIX timestamp."""
    @classmethod
    def strptime(cls, string, format, /):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
    @classmethod
    def combine(cls, date, time, tzinfo=...):
        """date, time -> datetime with same date and time fields"""
    @classmethod
    def fromisoformat(cls, string, /):
        """string -> datetime from a string in most ISO 8601 formats"""
    def date(self, /):
        """Return date object with same year, month and day."""
    def time(self, /):
        """Return time object with same time but with tzinfo=None."""
    def timetz(self, /):
        """Return time object with same time and tzinfo."""
    def timetuple(self, /):
        """Return time tuple, compatible with time.localtime()."""
    def timestamp(self, /):
        """Return POSIX timestamp as float."""
    def utctimetuple(self, /):
        """Return UTC time tuple, compatible with time.localtime()."""
    def isoformat(self, /, sep=..., timespec=...):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."""
    def strftime(self, format):
        """format -> strftime() style string."""
    def utcoffset(self, /):
        """Return self.tzinfo.utcoffset(self)."""
    def tzname(self, /):
        """Return self.tzinfo.tzname(self)."""
    def dst(self, /):
        """Return self.tzinfo.dst(self)."""
    @counted
    def replace(self, year=..., month=..., day=..., hour=..., minute=..., second=..., microsecond=..., tzinfo=..., *, fold=...):
        """Return datetime with new specified fields."""
    def astimezone(self, /, tz=None):
        """tz -> convert to local time in new timezone tz"""
    def __reduce_ex__(self, protocol, /): ...
    def __reduce__(self, /): ...
    @property
    @native("nx_datetime_time_get_hour")
    def hour(self): ...
    @property
    @native("nx_datetime_time_get_minute")
    def minute(self): ...
    @property
    @native("nx_datetime_time_get_second")
    def second(self): ...
    @property
    @native("nx_datetime_time_get_microsecond")
    def microsecond(self): ...
    @property
    @native("nx_datetime_time_get_tzinfo")
    def tzinfo(self): ...
    @property
    @native("nx_datetime_time_get_fold")
    def fold(self): ...

class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

All arguments are optional. tzinfo may be None, or an instance of
a tzinfo subclass. The remaining arguments may be ints."""
    def isoformat(self, /, timespec=...):
        """Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."""
    def strftime(self, format):
        """format -> strftime() style string."""
    @native("nx_datetime_date_format")
    def __format__(self, spec, /):
        """Formats self with strftime."""
    def utcoffset(self, /):
        """Return self.tzinfo.utcoffset(self)."""
    def tzname(self, /):
        """Return self.tzinfo.tzname(self)."""
    def dst(self, /):
        """Return self.tzinfo.dst(self)."""
    @counted
    def replace(self, hour=..., minute=..., second=..., microsecond=..., tzinfo=..., *, fold=...):
        """Return time with new specified fields."""
    @classmethod
    def fromisoformat(cls, string, /):
        """string -> time from a string in ISO 8601 format"""
    def __reduce_ex__(self, protocol, /): ...
    def __reduce__(self, /): ...
    @property
    def hour(self): ...
    @property
    def minute(self): ...
    @property
    def second(self): ...
    @property
    def microsecond(self): ...
    @property
    def tzinfo(self): ...
    @property
    def fold(self): ...

class tzinfo:
    """Abstract base class for time zone info objects."""
    def tzname(self, dt, /):
        """datetime -> string name of time zone."""
    def utcoffset(self, dt, /):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
    def dst(self, dt, /):
        """datetime -> DST offset as timedelta positive east of UTC."""
    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
    def __reduce__(self, /):
        """-> (cls, state)"""

class timezone:
    """Fixed offset from UTC implementation of tzinfo."""
    def tzname(self, dt, /):
        """If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."""
    def utcoffset(self, dt, /):
        """Return fixed offset."""
    def dst(self, dt, /):
        """Return None."""
    def fromutc(self, dt, /):
        """datetime in UTC -> datetime in local time."""
    def __getinitargs__(self, /):
        """pickle support"""
