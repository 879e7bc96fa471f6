//! The few words of the pickle language that a file of tensors by name is written in.
//!
//! The language can call any function of Python. Here a call is understood for three of them, which only describe tensors;
//! every other name ends the reading before anything is made of it. Containers are shared, nesting is bounded: a hostile
//! file can neither fill the memory nor the stack.

use std::collections::BTreeMap;
use std::rc::Rc;

/// Nesting of containers at most; a file of tensors has five.
const DEEPEST: u8 = 32;

/// Type of the numbers of a storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    F64,
    F32,
    F16,
    Bf16,
    I64,
    I32,
    U8,
}

/// Numbers in a file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Storage {
    pub numbers: Numbers,
    /// Its file under `data/`.
    pub key: String,
}

/// A view of a storage; offset and strides are counted in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub storage: Storage,
    pub offset: usize,
    pub shape: Vec<usize>,
    pub strides: Vec<usize>,
}

#[derive(Clone, Debug)]
enum Value {
    Mark,
    /// `None`, a flag or a fraction: nothing that is asked for.
    Other,
    Int(i64),
    Text(Rc<str>),
    Row(Rc<Vec<Value>>, u8),
    Map(Rc<Vec<(Value, Value)>>, u8),
    Call(Callable),
    Storage(Storage),
    View(View),
}

#[derive(Clone, Copy, Debug)]
enum Callable {
    OrderedDict,
    RebuildTensor,
    RebuildParameter,
    StorageOf(Numbers),
}

impl Callable {
    fn named(name: &str) -> Result<Self, String> {
        Ok(match name {
            "collections OrderedDict" => Self::OrderedDict,
            "torch._utils _rebuild_tensor_v2" => Self::RebuildTensor,
            "torch._utils _rebuild_parameter" => Self::RebuildParameter,
            "torch DoubleStorage" => Self::StorageOf(Numbers::F64),
            "torch FloatStorage" => Self::StorageOf(Numbers::F32),
            "torch HalfStorage" => Self::StorageOf(Numbers::F16),
            "torch BFloat16Storage" => Self::StorageOf(Numbers::Bf16),
            "torch LongStorage" => Self::StorageOf(Numbers::I64),
            "torch IntStorage" => Self::StorageOf(Numbers::I32),
            "torch ByteStorage" => Self::StorageOf(Numbers::U8),
            _ => {
                let name = name.replace(' ', ".");
                return Err(format!(
                    "it names {name}; a file of tensors does not, and nothing here is executed"
                ));
            }
        })
    }
}

/// Reads the tensors by name out of `data.pkl`.
///
/// # Errors
/// Says which word is none of those known, or what is not where it should be.
pub(super) fn read_views(bytes: &[u8]) -> Result<BTreeMap<String, View>, String> {
    let mut machine = Machine { rest: bytes, length: bytes.len(), stack: Vec::new(), memo: BTreeMap::new() };
    let Value::Map(entries, _) = machine.run()? else {
        return Err("it holds something else than tensors by name".to_owned());
    };
    let mut views = BTreeMap::new();
    for (name, value) in entries.iter() {
        match (name, value) {
            (Value::Text(name), Value::View(view)) => views.insert(name.to_string(), view.clone()),
            (Value::Text(name), _) => {
                return Err(format!("{name} is no tensor; save the model's state_dict() and nothing else"));
            }
            _ => return Err("it holds something else than tensors by name".to_owned()),
        };
    }
    Ok(views)
}

struct Machine<'a> {
    rest: &'a [u8],
    length: usize,
    stack: Vec<Value>,
    memo: BTreeMap<u32, Value>,
}

impl<'a> Machine<'a> {
    fn run(&mut self) -> Result<Value, String> {
        loop {
            let at = self.length - self.rest.len();
            let word = self.byte()?;
            if word == b'.' {
                return self.pop();
            }
            self.word(word).map_err(|why| format!("{why} (word {word:#04x} at byte {at})"))?;
        }
    }

    fn word(&mut self, word: u8) -> Result<(), String> {
        match word {
            // The version, and the length of a frame, which says nothing new.
            0x80 => self.take(1).map(|_| ()),
            0x95 => self.take(8).map(|_| ()),
            b'(' => self.push(Value::Mark),
            b'N' | 0x88 | 0x89 => self.push(Value::Other),
            b'G' => self.take(8).map(|_| ()).and_then(|()| self.push(Value::Other)),
            b'K' => self.int(1),
            b'M' => self.int(2),
            b'J' => self.int(4),
            0x8a => self.long(),
            b'X' => self.text(4),
            0x8c => self.text(1),
            b'c' => {
                let name = format!("{} {}", self.line()?, self.line()?);
                self.push(Value::Call(Callable::named(&name)?))
            }
            0x93 => {
                let (name, module) = (self.pop_text()?, self.pop_text()?);
                self.push(Value::Call(Callable::named(&format!("{module} {name}"))?))
            }
            b')' => self.push_row(Vec::new()),
            b']' => self.push_row(Vec::new()),
            b't' => self.above_mark().and_then(|row| self.push_row(row)),
            0x85..=0x87 => {
                let count = usize::from(word - 0x84);
                let from = self.stack.len().checked_sub(count).ok_or_else(too_few)?;
                let row = self.stack.split_off(from);
                self.push_row(row)
            }
            b'a' => self.pop().and_then(|value| self.append(vec![value])),
            b'e' => self.above_mark().and_then(|values| self.append(values)),
            b'}' => self.push(Value::Map(Rc::default(), 1)),
            b's' => {
                let (value, key) = (self.pop()?, self.pop()?);
                self.set(vec![key, value])
            }
            b'u' => self.above_mark().and_then(|values| self.set(values)),
            b'q' => self.keep(1),
            b'r' => self.keep(4),
            0x94 => {
                let at = u32::try_from(self.memo.len()).map_err(|_| "too much is remembered")?;
                self.keep_at(at)
            }
            b'h' => self.recall(1),
            b'j' => self.recall(4),
            b'Q' => self.storage(),
            b'R' => self.call(),
            // What hangs on a dictionary beside its entries: versions of the modules.
            b'b' => self.pop().and_then(|_| match self.stack.last() {
                Some(Value::Map(..)) => Ok(()),
                _ => Err("something else than a dictionary is given attributes".to_owned()),
            }),
            _ => Err("it is no word of a file of tensors".to_owned()),
        }
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or("it ends in the middle")?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, String> {
        self.take(1).map(|bytes| bytes.first().copied().unwrap_or_default())
    }

    fn line(&mut self) -> Result<&'a str, String> {
        let end = self.rest.iter().position(|byte| *byte == b'\n').ok_or("it ends in the middle")?;
        let line = self.take(end)?;
        self.take(1)?;
        std::str::from_utf8(line).map_err(|error| error.to_string())
    }

    /// Reads an unsigned number of up to four bytes.
    fn number(&mut self, bytes: usize) -> Result<u32, String> {
        let bytes = self.take(bytes)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    fn int(&mut self, bytes: usize) -> Result<(), String> {
        let number = self.number(bytes)?;
        // Only the widest has a sign.
        let number = if bytes == 4 { i64::from(number as i32) } else { i64::from(number) };
        self.push(Value::Int(number))
    }

    fn long(&mut self) -> Result<(), String> {
        let count = usize::from(self.byte()?);
        let bytes = self.take(count)?;
        if count > 8 {
            return Err("a number of more than eight bytes".to_owned());
        }
        let negative = bytes.last().is_some_and(|byte| *byte >= 0x80);
        let mut full = [if negative { 0xff } else { 0 }; 8];
        full.iter_mut().zip(bytes).for_each(|(full, byte)| *full = *byte);
        self.push(Value::Int(i64::from_le_bytes(full)))
    }

    fn text(&mut self, width: usize) -> Result<(), String> {
        let length = self.number(width)? as usize;
        let text = std::str::from_utf8(self.take(length)?).map_err(|error| error.to_string())?;
        self.push(Value::Text(text.into()))
    }

    fn push(&mut self, value: Value) -> Result<(), String> {
        self.stack.push(value);
        Ok(())
    }

    fn push_row(&mut self, values: Vec<Value>) -> Result<(), String> {
        let depth = above(values.iter())?;
        self.push(Value::Row(Rc::new(values), depth))
    }

    fn pop(&mut self) -> Result<Value, String> {
        self.stack.pop().ok_or_else(too_few)
    }

    fn pop_text(&mut self) -> Result<Rc<str>, String> {
        match self.pop()? {
            Value::Text(text) => Ok(text),
            _ => Err("a name is no text".to_owned()),
        }
    }

    fn pop_row(&mut self) -> Result<Rc<Vec<Value>>, String> {
        match self.pop()? {
            Value::Row(row, _) => Ok(row),
            _ => Err("there is no list where one is needed".to_owned()),
        }
    }

    /// Takes everything above the last mark, and the mark away.
    fn above_mark(&mut self) -> Result<Vec<Value>, String> {
        let mark = self.stack.iter().rposition(|value| matches!(value, Value::Mark)).ok_or_else(too_few)?;
        let values = self.stack.split_off(mark + 1);
        self.stack.pop();
        Ok(values)
    }

    fn append(&mut self, values: Vec<Value>) -> Result<(), String> {
        let deeper = above(values.iter())?;
        match self.stack.last_mut() {
            Some(Value::Row(row, depth)) => {
                *depth = deeper.max(*depth);
                Rc::make_mut(row).extend(values);
                Ok(())
            }
            _ => Err("something is added to what is no list".to_owned()),
        }
    }

    fn set(&mut self, values: Vec<Value>) -> Result<(), String> {
        let deeper = above(values.iter())?;
        let Some(Value::Map(map, depth)) = self.stack.last_mut() else {
            return Err("an entry is given to what is no dictionary".to_owned());
        };
        *depth = deeper.max(*depth);
        let map = Rc::make_mut(map);
        let mut values = values.into_iter();
        while let (Some(key), Some(value)) = (values.next(), values.next()) {
            map.push((key, value));
        }
        Ok(())
    }

    fn keep(&mut self, width: usize) -> Result<(), String> {
        let at = self.number(width)?;
        self.keep_at(at)
    }

    fn keep_at(&mut self, at: u32) -> Result<(), String> {
        let value = self.stack.last().cloned().ok_or_else(too_few)?;
        self.memo.insert(at, value);
        Ok(())
    }

    fn recall(&mut self, width: usize) -> Result<(), String> {
        let at = self.number(width)?;
        let value = self.memo.get(&at).cloned().ok_or("it recalls what it never kept")?;
        self.push(value)
    }

    /// `("storage", type, key, device, count)`
    fn storage(&mut self) -> Result<(), String> {
        let row = self.pop_row()?;
        match row.as_slice() {
            [Value::Text(what), Value::Call(Callable::StorageOf(numbers)), Value::Text(key), ..]
                if &**what == "storage" =>
            {
                self.push(Value::Storage(Storage { numbers: *numbers, key: key.to_string() }))
            }
            _ => Err("something else than numbers is kept beside it".to_owned()),
        }
    }

    fn call(&mut self) -> Result<(), String> {
        let arguments = self.pop_row()?;
        let Value::Call(callable) = self.pop()? else {
            return Err("something is called that is no name".to_owned());
        };
        let wrong = || Err("a tensor is described otherwise than it should be".to_owned());
        match (callable, arguments.as_slice()) {
            (Callable::OrderedDict, []) => self.push(Value::Map(Rc::default(), 1)),
            (Callable::RebuildParameter, [view @ Value::View(_), ..]) => self.push(view.clone()),
            (Callable::RebuildTensor, [Value::Storage(storage), Value::Int(offset), shape, strides, ..]) => {
                let (Some(shape), Some(strides)) = (sizes(shape), sizes(strides)) else { return wrong() };
                let Ok(offset) = usize::try_from(*offset) else { return wrong() };
                if shape.len() != strides.len() {
                    return wrong();
                }
                self.push(Value::View(View { storage: storage.clone(), offset, shape, strides }))
            }
            _ => wrong(),
        }
    }
}

fn too_few() -> String {
    "there is too little on the stack".to_owned()
}

fn sizes(value: &Value) -> Option<Vec<usize>> {
    let Value::Row(row, _) = value else { return None };
    let size = |value: &Value| match value {
        Value::Int(size) => usize::try_from(*size).ok(),
        _ => None,
    };
    row.iter().map(size).collect()
}

/// Returns the nesting of a container of these values.
fn above<'v>(values: impl Iterator<Item = &'v Value>) -> Result<u8, String> {
    let depth = |value: &Value| match value {
        Value::Row(_, depth) | Value::Map(_, depth) => *depth,
        _ => 0,
    };
    let deepest = values.map(depth).max().unwrap_or(0) + 1;
    if deepest > DEEPEST { Err("it is nested too deeply".to_owned()) } else { Ok(deepest) }
}
