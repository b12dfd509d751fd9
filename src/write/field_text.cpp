#include "write/field_text.h"

namespace crossfoot::write {

auto to_text(const prose::FieldValue& v) -> std::string {
  return std::visit(
      [](const auto& x) -> std::string {
        using T = std::decay_t<decltype(x)>;
        if constexpr (std::is_same_v<T, std::monostate>) {
          return "-";
        } else if constexpr (std::is_same_v<T, bool>) {
          return x ? "yes" : "no";
        } else if constexpr (std::is_same_v<T, std::string>) {
          return x;
        } else if constexpr (std::is_same_v<T, prose::FieldList>) {
          std::string s = "[";
          for (const auto& e : x) s += (s.size() > 1 ? ", " : "") + to_text(e);
          return s + "]";
        } else if constexpr (std::is_same_v<T, prose::FieldRecord>) {
          std::string s = "{";
          for (const auto& [name, value] : x) s += (s.size() > 1 ? ", " : "") + name + ": " + to_text(value);
          return s + "}";
        } else {
          return x.to_string();
        }
      },
      v.value);
}

}  // namespace crossfoot::write
