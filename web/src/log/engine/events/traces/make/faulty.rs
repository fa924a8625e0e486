// What rustc says of this: `rustc faulty.rs`.
fn total(lines: Vec<i32>) -> i32 {
    let unused = 1;
    drop(lines);
    lines.len()
}

fn main() {
    total(vec!["a"]);
}
