//! Whole agreements read without errors.

use crate::agreement::read::read;

#[test]
fn scratch() {
    let text = std::fs::read_to_string("/tmp/example.yaml").unwrap();
    let read = read(&text);
    for problem in &read.problems {
        println!("{problem}");
    }
    println!("{:#?}", read.agreement);
}
